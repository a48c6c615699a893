CREATE TABLE `kpi_subject` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`old_code` text,
	`gss_code` text,
	`within_id` text,
	`partnership_id` text,
	`arrangement_id` text,
	`lot_id` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `arrangement_lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_subject_name` ON `kpi_subject` (`authority_id`,`kind`,`name`);--> statement-breakpoint
CREATE INDEX `kpi_subject_order` ON `kpi_subject` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `kpi_subject_partnership` ON `kpi_subject` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `kpi_subject_arrangement` ON `kpi_subject` (`arrangement_id`);--> statement-breakpoint
CREATE INDEX `kpi_subject_lot` ON `kpi_subject` (`lot_id`);--> statement-breakpoint
CREATE TABLE `kpi_neighbour` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`neighbour_id` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`neighbour_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_neighbour_of` ON `kpi_neighbour` (`subject_id`,`neighbour_id`);--> statement-breakpoint
CREATE INDEX `kpi_neighbour_other` ON `kpi_neighbour` (`neighbour_id`);--> statement-breakpoint
CREATE INDEX `kpi_neighbour_owner` ON `kpi_neighbour` (`authority_id`);--> statement-breakpoint
CREATE TABLE `kpi` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`unit` text NOT NULL,
	`polarity` text NOT NULL,
	`frequency` text NOT NULL,
	`counts` text NOT NULL,
	`numerator_said` text,
	`denominator_said` text,
	`decimals` integer NOT NULL,
	`of_people` integer NOT NULL,
	`computed` text,
	`applies_from` text,
	`source` text,
	`note` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_version` ON `kpi` (`authority_id`,`code`,`version`);--> statement-breakpoint
CREATE INDEX `kpi_order` ON `kpi` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `kpi_target` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`kpi_id` text NOT NULL,
	`subject_id` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`target` text NOT NULL,
	`tolerance` text,
	`tolerance_in` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kpi_target_of` ON `kpi_target` (`kpi_id`,`position`);--> statement-breakpoint
CREATE INDEX `kpi_target_subject` ON `kpi_target` (`subject_id`);--> statement-breakpoint
CREATE INDEX `kpi_target_owner` ON `kpi_target` (`authority_id`);--> statement-breakpoint
CREATE TABLE `kpi_baseline` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`kpi_id` text NOT NULL,
	`subject_id` text,
	`value` text NOT NULL,
	`as_at` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kpi_baseline_of` ON `kpi_baseline` (`kpi_id`,`position`);--> statement-breakpoint
CREATE INDEX `kpi_baseline_subject` ON `kpi_baseline` (`subject_id`);--> statement-breakpoint
CREATE INDEX `kpi_baseline_owner` ON `kpi_baseline` (`authority_id`);--> statement-breakpoint
CREATE TABLE `outcome` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`kpi_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`breakdown` text NOT NULL,
	`numerator` text,
	`denominator` text,
	`value` text,
	`missing` text,
	`release` text,
	`note` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outcome_of` ON `outcome` (`kpi_id`,`breakdown`,`starts_on`,`subject_id`);--> statement-breakpoint
CREATE INDEX `outcome_subject` ON `outcome` (`subject_id`,`kpi_id`,`breakdown`,`starts_on`);--> statement-breakpoint
CREATE TABLE `placement_activity` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`kind` text NOT NULL,
	`starts_on` text NOT NULL,
	`arrangement_id` text,
	`area` text NOT NULL,
	`placements` integer NOT NULL,
	`bed_weeks` text NOT NULL,
	`cost_pence` integer NOT NULL,
	`direct_bed_weeks` text,
	`ended` integer,
	`ended_weeks` text,
	`available_bed_weeks` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_activity_order` ON `placement_activity` (`authority_id`,`starts_on`,`position`);--> statement-breakpoint
CREATE INDEX `placement_activity_subject` ON `placement_activity` (`subject_id`);--> statement-breakpoint
CREATE INDEX `placement_activity_arrangement` ON `placement_activity` (`arrangement_id`);--> statement-breakpoint
CREATE TABLE `benefit` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`accountable` text NOT NULL,
	`baseline` text,
	`baseline_value` text,
	`measured_by` text,
	`measured_when` text,
	`counted_from` text,
	`after_months` integer,
	`frequency` text NOT NULL,
	`compared_with` text NOT NULL,
	`target_value` text,
	`resources` text,
	`kpi_id` text,
	`subject_id` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `kpi_subject`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `benefit_order` ON `benefit` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `benefit_kpi` ON `benefit` (`kpi_id`);--> statement-breakpoint
CREATE INDEX `benefit_subject` ON `benefit` (`subject_id`);--> statement-breakpoint
CREATE TABLE `benefit_review` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`benefit_id` text NOT NULL,
	`reviewed_on` text NOT NULL,
	`achieved` integer NOT NULL,
	`found` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`benefit_id`) REFERENCES `benefit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `benefit_review_of` ON `benefit_review` (`benefit_id`,`position`);--> statement-breakpoint
CREATE INDEX `benefit_review_owner` ON `benefit_review` (`authority_id`);--> statement-breakpoint
CREATE TABLE `outcome_publication` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`hidden_up_to` integer NOT NULL,
	`mark` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outcome_publication_name` ON `outcome_publication` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `outcome_publication_order` ON `outcome_publication` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `import_map` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`target` text NOT NULL,
	`map` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_map_name` ON `import_map` (`authority_id`,`target`,`name`);--> statement-breakpoint
CREATE INDEX `import_map_order` ON `import_map` (`authority_id`,`position`,`id`);--> statement-breakpoint
ALTER TABLE `spending_option` ADD `adopted_facts` text;