-- Each authority's batches are counted by themselves, in the order in which they were kept; those that changed its facts are the versions of its data.
CREATE TABLE `__new_change_batch` (
	`id` integer PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`why` text NOT NULL,
	`request_key` text,
	`undoes_id` integer,
	`data_version` integer NOT NULL,
	`log_number` integer NOT NULL,
	`publisher_versions` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_change_batch` (`id`, `authority_id`, `made_by`, `made_at`, `why`, `request_key`, `undoes_id`, `data_version`, `log_number`)
SELECT `id`, `authority_id`, `made_by`, `made_at`, `why`, `request_key`, `undoes_id`,
  sum(CASE WHEN EXISTS (SELECT 1 FROM `change` WHERE `change`.`batch_id` = `change_batch`.`id` AND `change`.`table_name` NOT IN ('report', 'reportItem', 'savedView', 'importMap', 'note')) THEN 1 ELSE 0 END) OVER (PARTITION BY `authority_id` ORDER BY `id`),
  row_number() OVER (PARTITION BY `authority_id` ORDER BY `id`)
FROM `change_batch`;
--> statement-breakpoint
DROP TABLE `change_batch`;
--> statement-breakpoint
ALTER TABLE `__new_change_batch` RENAME TO `change_batch`;
--> statement-breakpoint
CREATE UNIQUE INDEX `change_batch_log_number` ON `change_batch` (`authority_id`,`log_number`);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_batch_request` ON `change_batch` (`authority_id`,`request_key`);
--> statement-breakpoint
CREATE INDEX `change_batch_order` ON `change_batch` (`authority_id`,`id`);
--> statement-breakpoint
CREATE INDEX `change_batch_of_person` ON `change_batch` (`authority_id`,`made_by`,`id`);
--> statement-breakpoint
CREATE INDEX `change_batch_undoes` ON `change_batch` (`undoes_id`);
--> statement-breakpoint
UPDATE `publication` SET `data_version` = (SELECT `data_version` FROM `change_batch` WHERE `change_batch`.`id` = `publication`.`data_version`);
