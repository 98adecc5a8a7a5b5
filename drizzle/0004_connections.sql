CREATE TABLE `connections` (
	`user_id` text PRIMARY KEY NOT NULL,
	`nextcloud_user` text NOT NULL,
	`login_name` text NOT NULL,
	`display_name` text NOT NULL,
	`secret` text NOT NULL,
	`broken_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `login_flows` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`session_hash` text NOT NULL,
	`secret` text NOT NULL,
	`login_url` text NOT NULL,
	`expires_at` integer NOT NULL,
	`found` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `user_identities` (
	`provider` text NOT NULL,
	`subject` text NOT NULL,
	`user_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`provider`, `subject`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `artist_calendars` ADD `connection_user_id` text REFERENCES users(id) ON DELETE SET NULL;