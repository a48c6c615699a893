CREATE TABLE `publisher_use` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`publisher_id` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`publisher_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publisher_use_of` ON `publisher_use` (`authority_id`,`publisher_id`);--> statement-breakpoint
CREATE INDEX `publisher_use_publisher` ON `publisher_use` (`publisher_id`);--> statement-breakpoint
DROP INDEX `outcome_of`;--> statement-breakpoint
CREATE UNIQUE INDEX `outcome_of` ON `outcome` (`kpi_id`,`breakdown`,`starts_on`,`subject_id`,`authority_id`);--> statement-breakpoint
ALTER TABLE `authority` ADD `kind` text;