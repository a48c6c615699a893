ALTER TABLE `change_batch` ADD `together_id` text;--> statement-breakpoint
CREATE INDEX `change_batch_together` ON `change_batch` (`together_id`) WHERE together_id is not null;