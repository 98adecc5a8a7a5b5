CREATE TABLE `customer_merges` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`before` text NOT NULL,
	`created_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`kept_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `customer_merges_kept` ON `customer_merges` (`kept_id`);--> statement-breakpoint
CREATE TABLE `customer_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`text` text NOT NULL,
	`author_id` text,
	`author_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `customer_notes_customer` ON `customer_notes` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `customer_tags` (
	`customer_id` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`customer_id`, `tag`),
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `customer_tags_tag` ON `customer_tags` (`tag`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`email_key` text DEFAULT '' NOT NULL,
	`phone_key` text DEFAULT '' NOT NULL,
	`search_text` text NOT NULL,
	`nextcloud_folder` text,
	`nextcloud_folder_id` text,
	`source` text NOT NULL,
	`created_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "customers_named" CHECK("customers"."name" <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_nextcloud_folder_unique` ON `customers` (`nextcloud_folder`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`email_key`);--> statement-breakpoint
CREATE INDEX `customers_phone` ON `customers` (`phone_key`);--> statement-breakpoint
CREATE INDEX `customers_name` ON `customers` (`name`);--> statement-breakpoint
CREATE TABLE `crm_media` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`path` text NOT NULL,
	`file_id` text,
	`etag` text,
	`direction` text,
	`mime_type` text NOT NULL,
	`size` integer NOT NULL,
	`state` text NOT NULL,
	`spool_id` text,
	`uploaded_by_id` text,
	`uploaded_by_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `crm_media_customer` ON `crm_media` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `crm_media_path` ON `crm_media` (`path`);--> statement-breakpoint
CREATE INDEX `crm_media_file` ON `crm_media` (`file_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `crm_media_spool` ON `crm_media` (`spool_id`);--> statement-breakpoint
CREATE TABLE `upload_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`customer_id` text,
	`path` text NOT NULL,
	`direction` text,
	`mime_type` text NOT NULL,
	`size` integer NOT NULL,
	`chunk_bytes` integer NOT NULL,
	`modified_ms` integer,
	`media_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `upload_sessions_expiry` ON `upload_sessions` (`expires_at`);--> statement-breakpoint
ALTER TABLE `appointments` ADD `customer_id` text REFERENCES `customers`(`id`) ON DELETE set null;--> statement-breakpoint
CREATE INDEX `appointments_customer` ON `appointments` (`customer_id`,`start_ms`);