ALTER TABLE `arrangement` ADD `contract_reference` text;--> statement-breakpoint
ALTER TABLE `arrangement` ADD `notes` text;--> statement-breakpoint
ALTER TABLE `commitment` ADD `notes` text;