CREATE TABLE `customer_contacts` (
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`key` text NOT NULL,
	`merge_id` text NOT NULL,
	PRIMARY KEY(`customer_id`, `kind`, `key`),
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `customer_contacts_key` ON `customer_contacts` (`kind`,`key`);