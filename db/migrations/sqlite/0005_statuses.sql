CREATE TABLE `commitment_status` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_status_name` ON `commitment_status` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `commitment_status_order` ON `commitment_status` (`authority_id`,`position`,`id`);--> statement-breakpoint
-- The words that an authority could choose until now are its own from now on: those that it has used, now or in its history, and one of each kind.
INSERT INTO `commitment_status` (`id`, `authority_id`, `name`, `kind`, `position`)
SELECT a.id || '-status-' || replace(lower(s.name), ' ', '-'), a.id, s.name, s.kind, s.position
FROM `authority` a
CROSS JOIN (
	SELECT 'proposed' AS name, 'proposed' AS kind, 1 AS position, 1 AS always, 'PROPOSED' AS said
	UNION ALL SELECT 'in governance', 'in governance', 2, 1, 'IN_GOVERNANCE'
	UNION ALL SELECT 'at Design Authority', 'in governance', 3, 0, 'AT_DESIGN_AUTHORITY'
	UNION ALL SELECT 'approved', 'approved', 4, 1, 'APPROVED'
	UNION ALL SELECT 'contracted', 'contracted', 5, 1, ''
	UNION ALL SELECT 'block bookings', 'contracted', 6, 0, 'BLOCK_BOOKING'
	UNION ALL SELECT 'ended', 'ended', 7, 1, ''
) s
WHERE s.always = 1
	OR EXISTS (SELECT 1 FROM `commitment` c WHERE c.authority_id = a.id AND c.status = s.name)
	OR EXISTS (
		SELECT 1 FROM `change` c WHERE c.authority_id = a.id AND c.table_name = 'commitment'
		AND (instr(coalesce(c.from_value, '') || coalesce(c.to_value, ''), '"' || s.name || '"') > 0)
	)
	OR EXISTS (SELECT 1 FROM `import_map` m WHERE m.authority_id = a.id AND m.target = 'commitments' AND instr(lower(m.map), '"' || lower(s.name) || '"') > 0)
	OR EXISTS (SELECT 1 FROM `saved_view` v WHERE v.authority_id = a.id AND instr(v.held, 'status=' || s.said) > 0)
	OR EXISTS (
		SELECT 1 FROM `report_item` i
		WHERE instr(i.address, 'authority=' || a.id || '&') > 0 AND instr(i.address, '%22status%22%3A%22' || s.said || '%22') > 0
	);
--> statement-breakpoint
-- The log has it that an authority began with its statuses, since a history from before names them.
INSERT INTO `change` (`authority_id`, `batch_id`, `table_name`, `row_id`, `field`, `to_value`)
SELECT s.authority_id, c.batch_id, 'commitmentStatus', s.id, '*', json_object('id', s.id, 'authorityId', s.authority_id, 'name', s.name, 'kind', s.kind, 'position', s.position)
FROM `commitment_status` s
JOIN `change` c ON c.table_name = 'authority' AND c.field = '*' AND c.row_id = s.authority_id AND c.from_value IS NULL
ORDER BY s.authority_id, s.position;
--> statement-breakpoint
-- The log holds the names of properties and their values, and goes with them. A row in it is JSON without spaces, in which this text stands for nothing else.
UPDATE `change` SET `field` = 'statusId',
	`from_value` = replace(replace(replace(replace(replace(from_value, '"proposed"', '"' || authority_id || '-status-proposed"'), '"in governance"', '"' || authority_id || '-status-in-governance"'), '"at Design Authority"', '"' || authority_id || '-status-at-design-authority"'), '"approved"', '"' || authority_id || '-status-approved"'), '"block bookings"', '"' || authority_id || '-status-block-bookings"'),
	`to_value` = replace(replace(replace(replace(replace(to_value, '"proposed"', '"' || authority_id || '-status-proposed"'), '"in governance"', '"' || authority_id || '-status-in-governance"'), '"at Design Authority"', '"' || authority_id || '-status-at-design-authority"'), '"approved"', '"' || authority_id || '-status-approved"'), '"block bookings"', '"' || authority_id || '-status-block-bookings"')
WHERE `table_name` = 'commitment' AND `field` = 'status';
--> statement-breakpoint
UPDATE `change` SET
	`from_value` = replace(replace(replace(replace(replace(from_value, '"status":"proposed"', '"statusId":"' || authority_id || '-status-proposed"'), '"status":"in governance"', '"statusId":"' || authority_id || '-status-in-governance"'), '"status":"at Design Authority"', '"statusId":"' || authority_id || '-status-at-design-authority"'), '"status":"approved"', '"statusId":"' || authority_id || '-status-approved"'), '"status":"block bookings"', '"statusId":"' || authority_id || '-status-block-bookings"'),
	`to_value` = replace(replace(replace(replace(replace(to_value, '"status":"proposed"', '"statusId":"' || authority_id || '-status-proposed"'), '"status":"in governance"', '"statusId":"' || authority_id || '-status-in-governance"'), '"status":"at Design Authority"', '"statusId":"' || authority_id || '-status-at-design-authority"'), '"status":"approved"', '"statusId":"' || authority_id || '-status-approved"'), '"status":"block bookings"', '"statusId":"' || authority_id || '-status-block-bookings"')
WHERE `table_name` = 'commitment' AND `field` = '*';
--> statement-breakpoint
-- A saved view of commitments is narrowed to a status by its id, and so is the log of it. The register says "Block bookings" where it said "Block booking".
UPDATE `saved_view` SET `held` = replace(replace(replace(replace(replace(replace(held, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings') WHERE `sheet` = 'commitments';
--> statement-breakpoint
UPDATE `change` SET
	`from_value` = replace(replace(replace(replace(replace(replace(from_value, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings'),
	`to_value` = replace(replace(replace(replace(replace(replace(to_value, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings')
WHERE `table_name` = 'savedView' AND (`field` = 'held' OR `field` = '*') AND `row_id` IN (
	SELECT c.row_id FROM `change` c WHERE c.table_name = 'savedView' AND c.field = '*' AND instr(coalesce(c.from_value, '') || coalesce(c.to_value, ''), '"sheet":"commitments"') > 0
);
--> statement-breakpoint
-- So does a table of a report, whose address names the authority that it is of.
UPDATE `report_item` SET `address` = coalesce((SELECT replace(replace(replace(replace(replace(address, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM `authority` a WHERE instr(address, 'authority=' || a.id || '&') > 0), address)
WHERE instr(address, 'commitmentRegister?') > 0 AND instr(address, '%22status%22%3A%22') > 0;
--> statement-breakpoint
UPDATE `change` SET
	`from_value` = coalesce((SELECT replace(replace(replace(replace(replace(from_value, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM `authority` a WHERE instr(from_value, 'authority=' || a.id || '&') > 0), from_value),
	`to_value` = coalesce((SELECT replace(replace(replace(replace(replace(to_value, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM `authority` a WHERE instr(to_value, 'authority=' || a.id || '&') > 0), to_value)
WHERE `table_name` = 'reportItem' AND instr(coalesce(from_value, '') || coalesce(to_value, ''), 'commitmentRegister?') > 0 AND instr(coalesce(from_value, '') || coalesce(to_value, ''), '%22status%22%3A%22') > 0;
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_commitment` (
	`id` text PRIMARY KEY NOT NULL,
	`authority_id` text NOT NULL,
	`name` text NOT NULL,
	`status_id` text NOT NULL,
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
	`arrangement_id` text,
	`lot_id` text,
	`provider` text,
	`yearly_rate_pounds` text,
	`most_places` integer,
	`pool_id` text,
	`option_id` text,
	`group_name` text,
	FOREIGN KEY (`authority_id`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`status_id`) REFERENCES `commitment_status`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uplift_series_id`) REFERENCES `uplift_series`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`arrangement_id`) REFERENCES `arrangement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `arrangement_lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pool_id`) REFERENCES `cost_pool`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`option_id`) REFERENCES `spending_option`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_commitment` (`id`, `authority_id`, `name`, `status_id`, `basis`, `weekly_rate_pounds`, `rate_source`, `weeks_per_year`, `part_year`, `uplift_series_id`, `price_base_year`, `first_year_uplifted`, `ends_on`, `end_year_share`, `position`, `arrangement_id`, `lot_id`, `provider`, `yearly_rate_pounds`, `most_places`, `pool_id`, `option_id`, `group_name`)
SELECT `id`, `authority_id`, `name`, authority_id || '-status-' || replace(lower(status), ' ', '-'), `basis`, `weekly_rate_pounds`, `rate_source`, `weeks_per_year`, `part_year`, `uplift_series_id`, `price_base_year`, `first_year_uplifted`, `ends_on`, `end_year_share`, `position`, `arrangement_id`, `lot_id`, `provider`, `yearly_rate_pounds`, `most_places`, `pool_id`, `option_id`, `group_name`
FROM `commitment`;
--> statement-breakpoint
DROP TABLE `commitment`;--> statement-breakpoint
ALTER TABLE `__new_commitment` RENAME TO `commitment`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `commitment_name` ON `commitment` (`authority_id`,`name`);--> statement-breakpoint
CREATE INDEX `commitment_order` ON `commitment` (`authority_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `commitment_status_of` ON `commitment` (`status_id`);--> statement-breakpoint
CREATE INDEX `commitment_uplift` ON `commitment` (`uplift_series_id`);--> statement-breakpoint
CREATE INDEX `commitment_arrangement` ON `commitment` (`arrangement_id`);--> statement-breakpoint
CREATE INDEX `commitment_lot` ON `commitment` (`lot_id`);--> statement-breakpoint
CREATE INDEX `commitment_pool` ON `commitment` (`pool_id`);--> statement-breakpoint
CREATE INDEX `commitment_pooled` ON `commitment` (`authority_id`,`pool_id`);--> statement-breakpoint
CREATE INDEX `commitment_option` ON `commitment` (`option_id`);