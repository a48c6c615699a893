CREATE TABLE `upgrade` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` integer NOT NULL
);
--> statement-breakpoint
-- Whoever works in a store that showed blanks as nil until now is told so once.
INSERT INTO `upgrade` (`id`, `batch_id`) SELECT 'blanks', coalesce(max(`id`), 0) FROM `change_batch`;
