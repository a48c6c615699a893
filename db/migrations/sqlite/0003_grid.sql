CREATE TABLE `virement` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`version_id` text NOT NULL,
	`number` integer NOT NULL,
	`year` text NOT NULL,
	`permanent` integer NOT NULL,
	`approver` text NOT NULL,
	`reference` text NOT NULL,
	`approved_on` text NOT NULL,
	`reason` text,
	`reverses_id` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `budget_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reverses_id`) REFERENCES `virement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `virement_order` ON `virement` (`authority_id`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `virement_version` ON `virement` (`version_id`);--> statement-breakpoint
CREATE TABLE `virement_line` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`virement_id` text NOT NULL,
	`cost_centre_id` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`virement_id`) REFERENCES `virement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cost_centre_id`) REFERENCES `cost_centre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `virement_line_of` ON `virement_line` (`virement_id`,`cost_centre_id`);--> statement-breakpoint
CREATE INDEX `virement_line_cost_centre` ON `virement_line` (`cost_centre_id`);--> statement-breakpoint
CREATE INDEX `virement_line_owner` ON `virement_line` (`authority_id`);--> statement-breakpoint
CREATE TABLE `forecast` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`cost_centre_id` text NOT NULL,
	`year` text NOT NULL,
	`as_at` text NOT NULL,
	`part` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`entered` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cost_centre_id`) REFERENCES `cost_centre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forecast_cell` ON `forecast` (`cost_centre_id`,`year`,`as_at`,`part`);--> statement-breakpoint
CREATE INDEX `forecast_year` ON `forecast` (`authority_id`,`year`,`as_at`);--> statement-breakpoint
CREATE TABLE `monitoring_setting` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`variance_sign` text NOT NULL,
	`tolerance_share` text,
	`tolerance_pence` integer,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `monitoring_setting_of` ON `monitoring_setting` (`authority_id`);--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`sheet` text NOT NULL,
	`name` text NOT NULL,
	`held` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_view_name` ON `saved_view` (`authority_id`,`sheet`,`name`);--> statement-breakpoint
CREATE INDEX `saved_view_order` ON `saved_view` (`authority_id`,`sheet`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`sheet` text NOT NULL,
	`subject` text NOT NULL,
	`row_key` text NOT NULL,
	`column_key` text NOT NULL,
	`place` text NOT NULL,
	`said` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`resolved_by` text,
	`resolved_at` text,
	`answers_id` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answers_id`) REFERENCES `note`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `note_of_sheet` ON `note` (`authority_id`,`sheet`,`subject`,`made_at`,`id`);--> statement-breakpoint
CREATE INDEX `note_answers` ON `note` (`answers_id`);--> statement-breakpoint
ALTER TABLE `cost_centre` ADD `removed_at` text;--> statement-breakpoint
ALTER TABLE `budget_line` ADD `entered` text;--> statement-breakpoint
ALTER TABLE `commitment` ADD `group_name` text;--> statement-breakpoint
ALTER TABLE `commitment_amount` ADD `entered` text;--> statement-breakpoint
ALTER TABLE `change` ADD `part_of` text;--> statement-breakpoint
CREATE INDEX `change_of_part` ON `change` (`authority_id`,`part_of`,`id`) WHERE part_of is not null;--> statement-breakpoint
CREATE INDEX `change_batch_of_person` ON `change_batch` (`authority_id`,`made_by`,`id`);--> statement-breakpoint
CREATE INDEX `change_batch_undoes` ON `change_batch` (`undoes_id`);