CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`artist_id` text NOT NULL,
	`service_id` text NOT NULL,
	`status` text NOT NULL,
	`status_reason` text,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	`block_start_ms` integer NOT NULL,
	`block_end_ms` integer NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`client_name` text NOT NULL,
	`client_email` text NOT NULL,
	`client_phone` text DEFAULT '' NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`alternatives` text DEFAULT '[]' NOT NULL,
	`unverified` integer DEFAULT false NOT NULL,
	`conflict` integer DEFAULT false NOT NULL,
	`expires_at` integer NOT NULL,
	`manage_token_hash` text NOT NULL,
	`calendar_id` text,
	`caldav_uid` text NOT NULL,
	`caldav_href` text,
	`caldav_etag` text,
	`sequence` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`calendar_id`) REFERENCES `artist_calendars`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "appointments_span" CHECK("appointments"."start_ms" < "appointments"."end_ms"),
	CONSTRAINT "appointments_block" CHECK("appointments"."block_start_ms" <= "appointments"."start_ms" AND "appointments"."end_ms" <= "appointments"."block_end_ms")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_manage_token_hash_unique` ON `appointments` (`manage_token_hash`);--> statement-breakpoint
CREATE INDEX `appointments_artist_block` ON `appointments` (`artist_id`,`block_end_ms`,`block_start_ms`);--> statement-breakpoint
CREATE INDEX `appointments_status` ON `appointments` (`status`,`start_ms`);--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_uid` ON `appointments` (`caldav_uid`);--> statement-breakpoint
CREATE TABLE `artist_hours` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`artist_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`start_minute` integer NOT NULL,
	`end_minute` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "artist_hours_weekday" CHECK("artist_hours"."weekday" BETWEEN 1 AND 7),
	CONSTRAINT "artist_hours_span" CHECK("artist_hours"."start_minute" >= 0 AND "artist_hours"."start_minute" < "artist_hours"."end_minute" AND "artist_hours"."end_minute" <= 1440)
);
--> statement-breakpoint
CREATE INDEX `artist_hours_artist` ON `artist_hours` (`artist_id`);--> statement-breakpoint
CREATE TABLE `artist_services` (
	`artist_id` text NOT NULL,
	`service_id` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`artist_id`, `service_id`),
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `artists` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`time_zone` text NOT NULL,
	`daily_maximum` integer,
	`when_unreachable` text DEFAULT 'accept' NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `artists_slug_unique` ON `artists` (`slug`);--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`duration_minutes` integer NOT NULL,
	`buffer_before_minutes` integer DEFAULT 0 NOT NULL,
	`buffer_after_minutes` integer DEFAULT 0 NOT NULL,
	`minimum_notice_minutes` integer DEFAULT 0 NOT NULL,
	`horizon_days` integer DEFAULT 90 NOT NULL,
	`slot_step_minutes` integer DEFAULT 30 NOT NULL,
	`price_note` text DEFAULT '' NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "services_duration" CHECK("services"."duration_minutes" BETWEEN 5 AND 1440),
	CONSTRAINT "services_horizon" CHECK("services"."horizon_days" BETWEEN 1 AND 365),
	CONSTRAINT "services_step" CHECK("services"."slot_step_minutes" BETWEEN 5 AND 1440)
);
--> statement-breakpoint
CREATE TABLE `artist_calendars` (
	`id` text PRIMARY KEY NOT NULL,
	`artist_id` text NOT NULL,
	`calendar_url` text NOT NULL,
	`href` text NOT NULL,
	`calendar_id` text NOT NULL,
	`display_name` text DEFAULT '' NOT NULL,
	`purpose` text DEFAULT 'write' NOT NULL,
	`block_by` text DEFAULT 'busy' NOT NULL,
	`writable` integer DEFAULT true NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`sync_token` text,
	`synced_at` integer,
	`expanded_until` integer,
	`failing_since` integer,
	`last_error_key` text,
	`last_error_detail` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `artist_calendars_once` ON `artist_calendars` (`artist_id`,`href`);--> statement-breakpoint
CREATE UNIQUE INDEX `artist_calendars_one_written` ON `artist_calendars` (`artist_id`) WHERE "artist_calendars"."purpose" = 'write';--> statement-breakpoint
CREATE TABLE `busy_intervals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`object_id` integer NOT NULL,
	`artist_id` text NOT NULL,
	`uid` text NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	FOREIGN KEY (`object_id`) REFERENCES `calendar_objects`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `busy_intervals_artist` ON `busy_intervals` (`artist_id`,`end_ms`,`start_ms`);--> statement-breakpoint
CREATE INDEX `busy_intervals_object` ON `busy_intervals` (`object_id`);--> statement-breakpoint
CREATE TABLE `calendar_objects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`calendar_id` text NOT NULL,
	`href` text NOT NULL,
	`etag` text NOT NULL,
	`uid` text NOT NULL,
	`ics` text NOT NULL,
	`recurring` integer NOT NULL,
	`unreadable` text,
	FOREIGN KEY (`calendar_id`) REFERENCES `artist_calendars`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_objects_href` ON `calendar_objects` (`calendar_id`,`href`);--> statement-breakpoint
CREATE INDEX `calendar_objects_uid` ON `calendar_objects` (`uid`);--> statement-breakpoint
CREATE TABLE `calendar_sync_logs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`calendar_id` text,
	`artist_id` text,
	`direction` text NOT NULL,
	`cause` text NOT NULL,
	`started_at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`ok` integer NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`unreadable` integer DEFAULT 0 NOT NULL,
	`error_key` text,
	`error_detail` text,
	FOREIGN KEY (`calendar_id`) REFERENCES `artist_calendars`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `calendar_sync_logs_recent` ON `calendar_sync_logs` (`calendar_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`action` text NOT NULL,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_entity` ON `audit_log` (`entity`,`entity_id`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `form_drafts` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`data` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`response` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `limits` (
	`key` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`key`, `window_start`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`appointment_id` text NOT NULL,
	`payload` text DEFAULT '{}' NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`last_error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_appointment` ON `outbox` (`appointment_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `suspended_accounts` (
	`account` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`next_probe_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_token_hash_unique` ON `api_tokens` (`token_hash`);--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`artist_id` text,
	`password_hash` text,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`artist_id`) REFERENCES `artists`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "users_artist_has_artist" CHECK("users"."role" <> 'artist' OR "users"."artist_id" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (lower("email"));