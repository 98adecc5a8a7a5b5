CREATE TABLE `matrix_transactions` (
	`txn_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `matrix_transactions_at` ON `matrix_transactions` (`at`);--> statement-breakpoint
CREATE TABLE `messenger_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant_id` text NOT NULL,
	`type` text NOT NULL,
	`user_id` text,
	`room_id` text,
	`notification_id` text,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `messenger_rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `messenger_events_tenant` ON `messenger_events` (`tenant_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messenger_events_kind` ON `messenger_events` (`tenant_id`,`type`,`seq`);--> statement-breakpoint
CREATE INDEX `messenger_events_at` ON `messenger_events` (`at`);--> statement-breakpoint
CREATE INDEX `messenger_events_notification` ON `messenger_events` (`notification_id`);--> statement-breakpoint
CREATE TABLE `messenger_media` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`room_id` text NOT NULL,
	`filename` text NOT NULL,
	`mime_type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`mxc` text,
	`kept` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`room_id`) REFERENCES `messenger_rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `messenger_media_room` ON `messenger_media` (`room_id`);--> statement-breakpoint
CREATE TABLE `messenger_memberships` (
	`room_id` text NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`delivered_at` integer,
	`read_seq` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`room_id`, `user_id`),
	FOREIGN KEY (`room_id`) REFERENCES `messenger_rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `messenger_memberships_user` ON `messenger_memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `messenger_messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`room_id` text NOT NULL,
	`sender_id` text,
	`sender_address` text,
	`sender_name` text NOT NULL,
	`body` text NOT NULL,
	`msg_type` text NOT NULL,
	`media_id` text,
	`notification_id` text,
	`state` text NOT NULL,
	`error` text,
	`matrix_event_id` text,
	`talk_message_id` integer,
	`event_id` text,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	`edited_at` integer,
	`removed_at` integer,
	FOREIGN KEY (`room_id`) REFERENCES `messenger_rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sender_id`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_messages_id_unique` ON `messenger_messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_messages_matrix_event_id_unique` ON `messenger_messages` (`matrix_event_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_messages_event_id_unique` ON `messenger_messages` (`event_id`);--> statement-breakpoint
CREATE INDEX `messenger_messages_room` ON `messenger_messages` (`room_id`,`seq`);--> statement-breakpoint
CREATE INDEX `messenger_messages_queued` ON `messenger_messages` (`room_id`,`seq`) WHERE "messenger_messages"."state" = 'queued';--> statement-breakpoint
CREATE INDEX `messenger_messages_notification` ON `messenger_messages` (`notification_id`);--> statement-breakpoint
CREATE TABLE `messenger_rooms` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`place` text NOT NULL,
	`transport` text NOT NULL,
	`name` text NOT NULL,
	`topic` text DEFAULT '' NOT NULL,
	`entity_type` text,
	`entity_id` text,
	`matrix_room_id` text,
	`talk_token` text,
	`talk_read_id` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`last_message_seq` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_rooms_matrix_room_id_unique` ON `messenger_rooms` (`matrix_room_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_rooms_talk_token_unique` ON `messenger_rooms` (`talk_token`);--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_rooms_place` ON `messenger_rooms` (`tenant_id`,`place`,`transport`);--> statement-breakpoint
CREATE INDEX `messenger_rooms_recent` ON `messenger_rooms` (`tenant_id`,`last_message_seq`);--> statement-breakpoint
CREATE TABLE `messenger_tickets` (
	`ticket_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `messenger_users` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`hub_user_id` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`matrix_user_id` text,
	`provisioned_at` integer,
	`provisioned_name` text,
	`external_client_enabled` integer DEFAULT false NOT NULL,
	`seen_seq` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_users_matrix_user_id_unique` ON `messenger_users` (`matrix_user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messenger_users_hub` ON `messenger_users` (`tenant_id`,`hub_user_id`);--> statement-breakpoint
CREATE INDEX `messenger_users_name` ON `messenger_users` (`tenant_id`,`display_name`);--> statement-breakpoint
CREATE TABLE `news_choices` (
	`user_id` text PRIMARY KEY NOT NULL,
	`channels` text NOT NULL,
	`quiet_from` integer,
	`quiet_to` integer,
	`time_zone` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`sent_by` text NOT NULL,
	`source_app` text NOT NULL,
	`event_type` text NOT NULL,
	`title` text NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	`target_type` text NOT NULL,
	`entity_type` text,
	`entity_id` text,
	`target_user_id` text,
	`priority` text NOT NULL,
	`click_url` text,
	`tags` text DEFAULT '[]' NOT NULL,
	`dedupe_key` text,
	`duplicates` integer DEFAULT 0 NOT NULL,
	`expires_at` integer,
	`not_before` integer,
	`status` text NOT NULL,
	`error` text,
	`room_id` text,
	`idempotency_key` text,
	`request_hash` text,
	`about` text,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	FOREIGN KEY (`target_user_id`) REFERENCES `messenger_users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `messenger_rooms`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_idempotency` ON `notifications` (`tenant_id`,`sent_by`,`idempotency_key`) WHERE "notifications"."idempotency_key" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_dedupe` ON `notifications` (`tenant_id`,`source_app`,`dedupe_key`) WHERE "notifications"."dedupe_key" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_created` ON `notifications` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_created_all` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE INDEX `notifications_about` ON `notifications` (`about`);--> statement-breakpoint
CREATE TABLE `service_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_tokens_token_hash_unique` ON `service_tokens` (`token_hash`);--> statement-breakpoint
CREATE INDEX `service_tokens_tenant` ON `service_tokens` (`tenant_id`,`created_at`);