ALTER TABLE `block_case` ADD `starts_on` text;--> statement-breakpoint
ALTER TABLE `block_case` ADD `voids_carried_by` text;--> statement-breakpoint
ALTER TABLE `block_case` ADD `void_share` text;