CREATE TABLE `consent_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`minimum_age` integer,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "consent_forms_age" CHECK("consent_forms"."minimum_age" IS NULL OR "consent_forms"."minimum_age" BETWEEN 1 AND 99)
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`appointment_id` text,
	`customer_id` text,
	`form_id` text,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`minimum_age` integer,
	`signed_name` text NOT NULL,
	`birth_date` text,
	`signature_path` text DEFAULT '' NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`signed_at` integer NOT NULL,
	`media_id` text
);
--> statement-breakpoint
CREATE INDEX `consents_appointment` ON `consents` (`appointment_id`);--> statement-breakpoint
CREATE INDEX `consents_customer` ON `consents` (`customer_id`);--> statement-breakpoint
CREATE TABLE `customer_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`about_id` text NOT NULL,
	`author` text NOT NULL,
	`author_name` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_messages_about` ON `customer_messages` (`about_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `inquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`artist_id` text NOT NULL,
	`service_id` text NOT NULL,
	`customer_id` text,
	`status` text NOT NULL,
	`description` text NOT NULL,
	`placement` text DEFAULT '' NOT NULL,
	`size` text DEFAULT '' NOT NULL,
	`budget` text DEFAULT '' NOT NULL,
	`wishes` text DEFAULT '' NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`client_name` text NOT NULL,
	`client_email` text NOT NULL,
	`client_phone` text DEFAULT '' NOT NULL,
	`appointment_id` text,
	`token_hash` text NOT NULL,
	`link_generation` integer DEFAULT 0 NOT NULL,
	`expires_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inquiries_token_hash_unique` ON `inquiries` (`token_hash`);--> statement-breakpoint
CREATE INDEX `inquiries_artist` ON `inquiries` (`artist_id`,`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `inquiries_customer` ON `inquiries` (`customer_id`);--> statement-breakpoint
CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`about_id` text NOT NULL,
	`artist_id` text NOT NULL,
	`service_id` text NOT NULL,
	`word` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `offers_about` ON `offers` (`about_id`);--> statement-breakpoint
CREATE INDEX `offers_state` ON `offers` (`state`,`expires_at`);--> statement-breakpoint
CREATE TABLE `reference_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`about_id` text,
	`customer_id` text,
	`filename` text NOT NULL,
	`mime_type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`spool_id` text,
	`media_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reference_pictures_token_hash_unique` ON `reference_pictures` (`token_hash`);--> statement-breakpoint
CREATE INDEX `reference_pictures_about` ON `reference_pictures` (`about_id`);--> statement-breakpoint
CREATE INDEX `reference_pictures_customer` ON `reference_pictures` (`customer_id`);--> statement-breakpoint
CREATE INDEX `reference_pictures_expiry` ON `reference_pictures` (`expires_at`);--> statement-breakpoint
CREATE TABLE `waitlist_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`artist_id` text NOT NULL,
	`service_id` text NOT NULL,
	`duration_minutes` integer NOT NULL,
	`customer_id` text,
	`state` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`weekdays` text DEFAULT '[]' NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`client_name` text NOT NULL,
	`client_email` text NOT NULL,
	`client_phone` text DEFAULT '' NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`passed_starts` text DEFAULT '[]' NOT NULL,
	`appointment_id` text,
	`token_hash` text NOT NULL,
	`link_generation` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waitlist_entries_token_hash_unique` ON `waitlist_entries` (`token_hash`);--> statement-breakpoint
CREATE INDEX `waitlist_artist` ON `waitlist_entries` (`artist_id`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `waitlist_customer` ON `waitlist_entries` (`customer_id`);--> statement-breakpoint
CREATE TABLE `closures` (
	`id` text PRIMARY KEY NOT NULL,
	`start_ms` integer NOT NULL,
	`end_ms` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "closures_span" CHECK("closures"."start_ms" < "closures"."end_ms")
);
--> statement-breakpoint
CREATE INDEX `closures_end` ON `closures` (`end_ms`,`start_ms`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL,
	`event` text NOT NULL,
	`about` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`status` integer,
	`error` text,
	`duration_ms` integer,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	FOREIGN KEY (`subscription_id`) REFERENCES `webhook_subscriptions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_subscription` ON `webhook_deliveries` (`subscription_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_about` ON `webhook_deliveries` (`about`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_created` ON `webhook_deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhook_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`secret` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `appointments` ADD `offer_id` text REFERENCES offers(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `inquiry_id` text REFERENCES inquiries(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `root_id` text;--> statement-breakpoint
ALTER TABLE `appointments` ADD `series_id` text;--> statement-breakpoint
ALTER TABLE `appointments` ADD `series_position` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `series_total` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `deposit_amount` integer;--> statement-breakpoint
ALTER TABLE `appointments` ADD `deposit_currency` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `deposit_state` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `deposit_url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointments` ADD `deposit_changed_at` integer;--> statement-breakpoint
ALTER TABLE `appointments` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `appointments` ADD `link_generation` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `appointments_series` ON `appointments` (`series_id`);--> statement-breakpoint
CREATE INDEX `appointments_offer` ON `appointments` (`offer_id`);--> statement-breakpoint
ALTER TABLE `artists` ADD `weekly_maximum` integer;--> statement-breakpoint
ALTER TABLE `artists` ADD `change_notice_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `artists` ADD `customers_may_move` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `artists` ADD `feed_token_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `artists_feed_token_hash_unique` ON `artists` (`feed_token_hash`);--> statement-breakpoint
ALTER TABLE `services` ADD `booking_mode` text DEFAULT 'slot' NOT NULL;--> statement-breakpoint
ALTER TABLE `services` ADD `duration_choices` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `services` ADD `sessions` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `services` ADD `session_gap_days` integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE `services` ADD `daily_maximum` integer;--> statement-breakpoint
ALTER TABLE `services` ADD `weekly_maximum` integer;--> statement-breakpoint
ALTER TABLE `services` ADD `deposit_amount` integer;--> statement-breakpoint
ALTER TABLE `services` ADD `consent_form_id` text REFERENCES consent_forms(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `services` ADD `asks_pictures` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `calendar_objects` ADD `known_since` integer;--> statement-breakpoint
ALTER TABLE `calendar_objects` ADD `changed_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `blocked_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `blocked_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `scopes` text;