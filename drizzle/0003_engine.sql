CREATE TABLE `availability_versions` (
	`artist_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `available_intervals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`artist_id` text NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `available_intervals_artist` ON `available_intervals` (`artist_id`,`end_ms`,`start_ms`);--> statement-breakpoint
CREATE TABLE `private_intervals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`calendar_id` text NOT NULL,
	`artist_id` text NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	FOREIGN KEY (`calendar_id`) REFERENCES `artist_calendars`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `private_intervals_artist` ON `private_intervals` (`artist_id`,`end_ms`,`start_ms`);--> statement-breakpoint
CREATE INDEX `private_intervals_calendar` ON `private_intervals` (`calendar_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`appointment_id` text,
	`payload` text DEFAULT '{}' NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`last_error` text,
	`last_error_key` text,
	`dead_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("id", "kind", "appointment_id", "payload", "revision", "attempts", "next_attempt_at", "last_error", "created_at") SELECT "id", "kind", "appointment_id", "payload", "revision", "attempts", "next_attempt_at", "last_error", "created_at" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_appointment` ON `outbox` (`appointment_id`);--> statement-breakpoint
ALTER TABLE `artists` ADD `hours_source` text DEFAULT 'parlour' NOT NULL;--> statement-breakpoint
ALTER TABLE `artists` ADD `nextcloud_user` text;--> statement-breakpoint
ALTER TABLE `artists` ADD `availability_text` text;--> statement-breakpoint
ALTER TABLE `artists` ADD `availability_read_at` integer;--> statement-breakpoint
ALTER TABLE `artists` ADD `availability_error_key` text;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `owner` text;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `supports_sync` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `reconciled_at` integer;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `failure_told_at` integer;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `free_busy_read_at` integer;--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `free_busy_error_key` text;--> statement-breakpoint
ALTER TABLE `calendar_objects` ADD `vanished_at` integer;--> statement-breakpoint
ALTER TABLE `calendar_sync_logs` ADD `held` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `calendar_sync_logs_started` ON `calendar_sync_logs` (`started_at`);