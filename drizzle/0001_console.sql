CREATE TABLE `pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`mime_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `time_off` (
	`id` text PRIMARY KEY NOT NULL,
	`artist_id` text NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "time_off_span" CHECK("time_off"."start_ms" < "time_off"."end_ms")
);
--> statement-breakpoint
CREATE INDEX `time_off_artist` ON `time_off` (`artist_id`,`end_ms`,`start_ms`);--> statement-breakpoint
ALTER TABLE `artists` ADD `picture_id` text REFERENCES pictures(id);--> statement-breakpoint
ALTER TABLE `users` ADD `session_epoch` integer DEFAULT 0 NOT NULL;