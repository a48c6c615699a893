CREATE TABLE `arrangement` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`open_list` integer NOT NULL,
	`opens_on` text,
	`stated_end_on` text,
	`open_ended` integer NOT NULL,
	`estimated_value_pence` integer,
	`value_basis` text,
	`break_months` integer,
	`first_review_months` integer,
	`review_every_months` integer,
	`most_places_in_home` integer,
	`most_providers` integer,
	`voids_carried_by` text,
	`follows_id` text,
	`interim` integer NOT NULL,
	`source` text,
	`note` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follows_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `arrangement_name` ON `arrangement` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `arrangement_order` ON `arrangement` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `arrangement_follows` ON `arrangement` (`follows_id`);--> statement-breakpoint
CREATE TABLE `arrangement_participant` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`authorities` integer NOT NULL,
	`detail` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `arrangement_participant_of` ON `arrangement_participant` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `arrangement_participant_owner` ON `arrangement_participant` (`authority_id`);--> statement-breakpoint
CREATE TABLE `arrangement_lot` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`name` text NOT NULL,
	`detail` text,
	`funded_from` text,
	`average_weekly_pounds` text,
	`provider_count` integer,
	`was_id` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`was_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `arrangement_lot_of` ON `arrangement_lot` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `arrangement_lot_owner` ON `arrangement_lot` (`authority_id`);--> statement-breakpoint
CREATE INDEX `arrangement_lot_was` ON `arrangement_lot` (`was_id`);--> statement-breakpoint
CREATE TABLE `arrangement_provider` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`lot_id` text,
	`name` text NOT NULL,
	`places` integer,
	`detail` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `arrangement_lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `arrangement_provider_of` ON `arrangement_provider` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `arrangement_provider_owner` ON `arrangement_provider` (`authority_id`);--> statement-breakpoint
CREATE INDEX `arrangement_provider_lot` ON `arrangement_provider` (`lot_id`);--> statement-breakpoint
CREATE TABLE `arrangement_term` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`months` integer NOT NULL,
	`state` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `arrangement_term_of` ON `arrangement_term` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `arrangement_term_owner` ON `arrangement_term` (`authority_id`);--> statement-breakpoint
CREATE TABLE `procurement_stage` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`complete` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `procurement_stage_of` ON `procurement_stage` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `procurement_stage_owner` ON `procurement_stage` (`authority_id`);--> statement-breakpoint
CREATE TABLE `evaluation_weight` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`criterion` text NOT NULL,
	`weight_share` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evaluation_weight_of` ON `evaluation_weight` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `evaluation_weight_owner` ON `evaluation_weight` (`authority_id`);--> statement-breakpoint
CREATE TABLE `call_off_route` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text NOT NULL,
	`name` text NOT NULL,
	`detail` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_off_route_of` ON `call_off_route` (`arrangement_id`,`position`);--> statement-breakpoint
CREATE INDEX `call_off_route_owner` ON `call_off_route` (`authority_id`);--> statement-breakpoint
CREATE TABLE `block_case` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text,
	`name` text NOT NULL,
	`places` integer NOT NULL,
	`price_unit` text NOT NULL,
	`weeks_per_year` text,
	`spot_pounds` text,
	`block_pounds` text,
	`spot_value_pence` integer,
	`block_value_pence` integer,
	`term_months` integer,
	`sharing` integer NOT NULL,
	`direct_places` integer NOT NULL,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `block_case_name` ON `block_case` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `block_case_order` ON `block_case` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `block_case_arrangement` ON `block_case` (`arrangement_id`);--> statement-breakpoint
CREATE TABLE `block_case_item` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`block_case_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`time` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`block_case_id`) REFERENCES `block_case`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `block_case_item_of` ON `block_case_item` (`block_case_id`,`position`);--> statement-breakpoint
CREATE INDEX `block_case_item_owner` ON `block_case_item` (`authority_id`);--> statement-breakpoint
CREATE TABLE `printed_figure` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text,
	`reference` text NOT NULL,
	`what` text NOT NULL,
	`printed` text,
	`printed_value` text,
	`unit` text NOT NULL,
	`nearest` text,
	`workings` text,
	`why` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `printed_figure_order` ON `printed_figure` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `printed_figure_arrangement` ON `printed_figure` (`arrangement_id`);--> statement-breakpoint
CREATE TABLE `partnership` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`arrangement_id` text,
	`name` text NOT NULL,
	`first_year` text NOT NULL,
	`year_count` integer NOT NULL,
	`round_to_pence` integer NOT NULL,
	`settled_by` text NOT NULL,
	`internal_price_pounds` text,
	`outside_price_pounds` text,
	`outside_fee_pounds` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partnership_name` ON `partnership` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `partnership_order` ON `partnership` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `partnership_arrangement` ON `partnership` (`arrangement_id`);--> statement-breakpoint
CREATE TABLE `partner` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`name` text NOT NULL,
	`member_id` text,
	`shares` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `partner_of` ON `partner` (`partnership_id`,`position`);--> statement-breakpoint
CREATE INDEX `partner_owner` ON `partner` (`authority_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `partner_name` ON `partner` (`partnership_id`,`name`);--> statement-breakpoint
CREATE INDEX `partner_member` ON `partner` (`member_id`);--> statement-breakpoint
CREATE TABLE `cost_pool` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`basis` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cost_pool_of` ON `cost_pool` (`partnership_id`,`position`);--> statement-breakpoint
CREATE INDEX `cost_pool_owner` ON `cost_pool` (`authority_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cost_pool_name` ON `cost_pool` (`partnership_id`,`name`);--> statement-breakpoint
CREATE TABLE `pool_amount` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`year` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pool_id`) REFERENCES `cost_pool`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pool_amount_year` ON `pool_amount` (`pool_id`,`year`);--> statement-breakpoint
CREATE INDEX `pool_amount_of` ON `pool_amount` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `pool_amount_owner` ON `pool_amount` (`authority_id`);--> statement-breakpoint
CREATE TABLE `pool_weight` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`from_year` text,
	`weight` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pool_id`) REFERENCES `cost_pool`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pool_weight_of` ON `pool_weight` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `pool_weight_pool` ON `pool_weight` (`pool_id`);--> statement-breakpoint
CREATE INDEX `pool_weight_partner` ON `pool_weight` (`partner_id`);--> statement-breakpoint
CREATE INDEX `pool_weight_owner` ON `pool_weight` (`authority_id`);--> statement-breakpoint
CREATE TABLE `partnership_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`name` text NOT NULL,
	`year` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`condition` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pool_id`) REFERENCES `cost_pool`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `partnership_grant_of` ON `partnership_grant` (`partnership_id`,`position`);--> statement-breakpoint
CREATE INDEX `partnership_grant_owner` ON `partnership_grant` (`authority_id`);--> statement-breakpoint
CREATE INDEX `partnership_grant_pool` ON `partnership_grant` (`pool_id`);--> statement-breakpoint
CREATE TABLE `outside_fee` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`pool_id` text NOT NULL,
	`buyer` text NOT NULL,
	`year` text NOT NULL,
	`amount_pence` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pool_id`) REFERENCES `cost_pool`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outside_fee_of` ON `outside_fee` (`partnership_id`,`position`);--> statement-breakpoint
CREATE INDEX `outside_fee_owner` ON `outside_fee` (`authority_id`);--> statement-breakpoint
CREATE INDEX `outside_fee_pool` ON `outside_fee` (`pool_id`);--> statement-breakpoint
CREATE TABLE `allocation` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`places` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `allocation_of` ON `allocation` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `allocation_partner` ON `allocation` (`partner_id`);--> statement-breakpoint
CREATE INDEX `allocation_owner` ON `allocation` (`authority_id`);--> statement-breakpoint
CREATE TABLE `place_use` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`user_id` text,
	`buyer` text,
	`host_id` text NOT NULL,
	`places` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`host_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `place_use_of` ON `place_use` (`partnership_id`,`starts_on`);--> statement-breakpoint
CREATE INDEX `place_use_user` ON `place_use` (`user_id`);--> statement-breakpoint
CREATE INDEX `place_use_host` ON `place_use` (`host_id`);--> statement-breakpoint
CREATE INDEX `place_use_owner` ON `place_use` (`authority_id`);--> statement-breakpoint
CREATE TABLE `settlement_period` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`cost_pence` integer NOT NULL,
	`administration_pence` integer NOT NULL,
	`issued_at` text,
	`issued_by` text,
	`issued_facts` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `settlement_period_of` ON `settlement_period` (`partnership_id`,`position`);--> statement-breakpoint
CREATE INDEX `settlement_period_owner` ON `settlement_period` (`authority_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `settlement_period_name` ON `settlement_period` (`partnership_id`,`name`);--> statement-breakpoint
CREATE TABLE `up_front` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`period_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`amount_pence` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`period_id`) REFERENCES `settlement_period`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `up_front_of` ON `up_front` (`period_id`,`partner_id`);--> statement-breakpoint
CREATE INDEX `up_front_partnership` ON `up_front` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `up_front_partner` ON `up_front` (`partner_id`);--> statement-breakpoint
CREATE INDEX `up_front_owner` ON `up_front` (`authority_id`);--> statement-breakpoint
CREATE TABLE `settlement_statement` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`partnership_id` text NOT NULL,
	`period_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`balance_pence` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`period_id`) REFERENCES `settlement_period`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `settlement_statement_of` ON `settlement_statement` (`period_id`,`partner_id`);--> statement-breakpoint
CREATE INDEX `settlement_statement_partnership` ON `settlement_statement` (`partnership_id`);--> statement-breakpoint
CREATE INDEX `settlement_statement_partner` ON `settlement_statement` (`partner_id`);--> statement-breakpoint
CREATE INDEX `settlement_statement_owner` ON `settlement_statement` (`authority_id`);--> statement-breakpoint
CREATE TABLE `spending_option` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`decision` text NOT NULL,
	`name` text NOT NULL,
	`summary` text,
	`recommended` integer NOT NULL,
	`costed` integer NOT NULL,
	`adopted_at` text,
	`adopted_by` text,
	`source` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `spending_option_name` ON `spending_option` (`authority_id`,`decision`,`name`);--> statement-breakpoint
CREATE INDEX `spending_option_order` ON `spending_option` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `option_point` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`option_id` text NOT NULL,
	`kind` text NOT NULL,
	`said` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`option_id`) REFERENCES `spending_option`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `option_point_of` ON `option_point` (`option_id`,`position`);--> statement-breakpoint
CREATE INDEX `option_point_owner` ON `option_point` (`authority_id`);--> statement-breakpoint
CREATE TABLE `commitment_draw` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`commitment_id` text NOT NULL,
	`cost_centre_id` text NOT NULL,
	`drawn_share` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commitment_id`) REFERENCES `commitment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cost_centre_id`) REFERENCES `cost_centre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_draw_of` ON `commitment_draw` (`commitment_id`,`cost_centre_id`);--> statement-breakpoint
CREATE INDEX `commitment_draw_cost_centre` ON `commitment_draw` (`cost_centre_id`);--> statement-breakpoint
CREATE INDEX `commitment_draw_owner` ON `commitment_draw` (`authority_id`);--> statement-breakpoint
CREATE TABLE `option_override` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`option_id` text NOT NULL,
	`commitment_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`option_id`) REFERENCES `spending_option`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`commitment_id`) REFERENCES `commitment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `option_override_of` ON `option_override` (`option_id`,`position`);--> statement-breakpoint
CREATE INDEX `option_override_owner` ON `option_override` (`authority_id`);--> statement-breakpoint
CREATE INDEX `option_override_commitment` ON `option_override` (`commitment_id`);--> statement-breakpoint
DROP INDEX `change_of_batch`;--> statement-breakpoint
CREATE INDEX `change_of_batch` ON `change` (`batch_id`,`id`);--> statement-breakpoint
ALTER TABLE `commitment` ADD `arrangement_id` text REFERENCES arrangement(id);--> statement-breakpoint
ALTER TABLE `commitment` ADD `lot_id` text REFERENCES arrangement_lot(id);--> statement-breakpoint
ALTER TABLE `commitment` ADD `provider` text;--> statement-breakpoint
ALTER TABLE `commitment` ADD `yearly_rate_pounds` text;--> statement-breakpoint
ALTER TABLE `commitment` ADD `most_places` integer;--> statement-breakpoint
ALTER TABLE `commitment` ADD `pool_id` text REFERENCES cost_pool(id);--> statement-breakpoint
ALTER TABLE `commitment` ADD `option_id` text REFERENCES spending_option(id);--> statement-breakpoint
CREATE INDEX `commitment_arrangement` ON `commitment` (`arrangement_id`);--> statement-breakpoint
CREATE INDEX `commitment_lot` ON `commitment` (`lot_id`);--> statement-breakpoint
CREATE INDEX `commitment_pool` ON `commitment` (`pool_id`);--> statement-breakpoint
CREATE INDEX `commitment_pooled` ON `commitment` (`authority_id`,`pool_id`);--> statement-breakpoint
CREATE INDEX `commitment_option` ON `commitment` (`option_id`);--> statement-breakpoint
ALTER TABLE `commitment_places` ADD `volume` text;--> statement-breakpoint
ALTER TABLE `commitment_places` ADD `label` text;--> statement-breakpoint
ALTER TABLE `commitment_places` ADD `price_pounds` text;--> statement-breakpoint
ALTER TABLE `commitment_places` ADD `replaces_id` text REFERENCES commitment(id);--> statement-breakpoint
CREATE INDEX `commitment_places_replaced` ON `commitment_places` (`replaces_id`);