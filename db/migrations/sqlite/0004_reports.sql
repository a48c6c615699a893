CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_name` ON `report` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `report_order` ON `report` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `report_item` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`report_id` text NOT NULL,
	`position` integer NOT NULL,
	`address` text NOT NULL,
	`heading` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_item_of` ON `report_item` (`report_id`,`position`);--> statement-breakpoint
CREATE INDEX `report_item_owner` ON `report_item` (`authority_id`);