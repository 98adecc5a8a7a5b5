CREATE TABLE `dashboard_layouts` (
	`user_id` text PRIMARY KEY NOT NULL,
	`widgets` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `follow_up_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`follow_up_id` text NOT NULL,
	`appointment_id` text NOT NULL,
	`state` text NOT NULL,
	`remote_id` text,
	`remote_url` text,
	`error` text,
	`created_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `follow_up_runs_appointment` ON `follow_up_runs` (`appointment_id`);--> statement-breakpoint
CREATE INDEX `follow_up_runs_created` ON `follow_up_runs` (`created_at`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`connector` text NOT NULL,
	`active` integer NOT NULL,
	`template` text NOT NULL,
	`target` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `integration_costs` (
	`connector` text NOT NULL,
	`month` text NOT NULL,
	`calls` integer NOT NULL,
	PRIMARY KEY(`connector`, `month`)
);
--> statement-breakpoint
CREATE TABLE `integration_slots` (
	`connector` text NOT NULL,
	`at` integer NOT NULL,
	`calls` integer NOT NULL,
	`failures` integer NOT NULL,
	`max_ms` integer,
	`durations` text NOT NULL,
	PRIMARY KEY(`connector`, `at`)
);
--> statement-breakpoint
CREATE TABLE `integration_states` (
	`connector` text PRIMARY KEY NOT NULL,
	`config` text NOT NULL,
	`tested_at` integer,
	`test_outcome` text,
	`test_detail` text,
	`test_ms` integer,
	`tested_by` text,
	`succeeded_at` integer,
	`failed_at` integer,
	`failing_since` integer,
	`failure_kind` text,
	`failure_reason` text,
	`failure_detail` text,
	`retry_at` integer,
	`rate_limit` text,
	`pauses` text
);
