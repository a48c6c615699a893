CREATE TABLE `authority` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`old_code` text,
	`gss_code` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `authority_name` ON `authority` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `authority_gss_code` ON `authority` (`gss_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `authority_old_code` ON `authority` (`old_code`);--> statement-breakpoint
CREATE TABLE `cost_centre` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`code` text,
	`service_group` text,
	`funding_source` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cost_centre_name` ON `cost_centre` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `cost_centre_order` ON `cost_centre` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `budget_version` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`first_year` text NOT NULL,
	`year_count` integer NOT NULL,
	`source` text,
	`copied_from_id` text,
	`published_at` text,
	`published_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_version_name` ON `budget_version` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `budget_version_order` ON `budget_version` (`authority_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `budget_line` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`version_id` text NOT NULL,
	`cost_centre_id` text NOT NULL,
	`year` text NOT NULL,
	`amount_pence` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `budget_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cost_centre_id`) REFERENCES `cost_centre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_line_cell` ON `budget_line` (`version_id`,`cost_centre_id`,`year`);--> statement-breakpoint
CREATE INDEX `budget_line_order` ON `budget_line` (`authority_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `budget_line_cost_centre` ON `budget_line` (`cost_centre_id`);--> statement-breakpoint
CREATE TABLE `uplift_series` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`source` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `uplift_series_name` ON `uplift_series` (`authority_id`,`name`);--> statement-breakpoint
CREATE TABLE `uplift_rate` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`series_id` text NOT NULL,
	`year` text NOT NULL,
	`rate_share` text NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`series_id`) REFERENCES `uplift_series`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `uplift_rate_year` ON `uplift_rate` (`series_id`,`year`);--> statement-breakpoint
CREATE INDEX `uplift_rate_owner` ON `uplift_rate` (`authority_id`);--> statement-breakpoint
CREATE TABLE `commitment` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`basis` text NOT NULL,
	`weekly_rate_pounds` text,
	`rate_source` text,
	`weeks_per_year` text,
	`part_year` text,
	`uplift_series_id` text,
	`price_base_year` text,
	`first_year_uplifted` integer NOT NULL,
	`ends_on` text,
	`end_year_share` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uplift_series_id`) REFERENCES `uplift_series`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_name` ON `commitment` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `commitment_order` ON `commitment` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `commitment_uplift` ON `commitment` (`uplift_series_id`);--> statement-breakpoint
CREATE TABLE `commitment_places` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`commitment_id` text NOT NULL,
	`places` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`first_year_share` text,
	`last_year_share` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commitment_id`) REFERENCES `commitment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `commitment_places_of` ON `commitment_places` (`commitment_id`,`starts_on`);--> statement-breakpoint
CREATE INDEX `commitment_places_owner` ON `commitment_places` (`authority_id`);--> statement-breakpoint
CREATE TABLE `commitment_amount` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`commitment_id` text NOT NULL,
	`year` text NOT NULL,
	`amount_pence` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commitment_id`) REFERENCES `commitment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_amount_year` ON `commitment_amount` (`commitment_id`,`year`);--> statement-breakpoint
CREATE INDEX `commitment_amount_owner` ON `commitment_amount` (`authority_id`);--> statement-breakpoint
CREATE TABLE `printed_cell` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`version_id` text NOT NULL,
	`row_key` text NOT NULL,
	`year` text NOT NULL,
	`printed` text NOT NULL,
	`unit` text NOT NULL,
	`reference` text NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `budget_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `printed_cell_of` ON `printed_cell` (`version_id`,`row_key`,`year`);--> statement-breakpoint
CREATE INDEX `printed_cell_owner` ON `printed_cell` (`authority_id`);--> statement-breakpoint
CREATE TABLE `publication` (
	`version_id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`data_version` integer NOT NULL,
	`facts` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `budget_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publication_owner` ON `publication` (`authority_id`);--> statement-breakpoint
CREATE TABLE `change_batch` (
	`id` integer PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`why` text NOT NULL,
	`request_key` text,
	`undoes_id` integer,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_batch_request` ON `change_batch` (`authority_id`,`request_key`);--> statement-breakpoint
CREATE INDEX `change_batch_order` ON `change_batch` (`authority_id`,`id`);--> statement-breakpoint
CREATE TABLE `change` (
	`id` integer PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`batch_id` integer NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`field` text NOT NULL,
	`from_value` text,
	`to_value` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `change_batch`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `change_of_batch` ON `change` (`batch_id`);--> statement-breakpoint
CREATE INDEX `change_of_row` ON `change` (`authority_id`,`row_id`,`batch_id`);