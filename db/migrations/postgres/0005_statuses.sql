CREATE TABLE "commitment_status" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "commitment_status" ADD CONSTRAINT "commitment_status_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_status_name" ON "commitment_status" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "commitment_status_order" ON "commitment_status" USING btree ("authority_id","position","id");--> statement-breakpoint
-- The words that an authority could choose until now are its own from now on: those that it has used, now or in its history, and one of each kind.
INSERT INTO "commitment_status" ("id", "authority_id", "name", "kind", "position")
SELECT a.id || '-status-' || replace(lower(s.name), ' ', '-'), a.id, s.name, s.kind, s.position
FROM "authority" a
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
	OR EXISTS (SELECT 1 FROM "commitment" c WHERE c.authority_id = a.id AND c.status = s.name)
	OR EXISTS (
		SELECT 1 FROM "change" c WHERE c.authority_id = a.id AND c.table_name = 'commitment'
		AND (strpos(coalesce(c.from_value, '') || coalesce(c.to_value, ''), '"' || s.name || '"') > 0)
	)
	OR EXISTS (SELECT 1 FROM "import_map" m WHERE m.authority_id = a.id AND m.target = 'commitments' AND strpos(lower(m.map), '"' || lower(s.name) || '"') > 0)
	OR EXISTS (SELECT 1 FROM "saved_view" v WHERE v.authority_id = a.id AND strpos(v.held, 'status=' || s.said) > 0)
	OR EXISTS (
		SELECT 1 FROM "report_item" i
		WHERE strpos(i.address, 'authority=' || a.id || '&') > 0 AND strpos(i.address, '%22status%22%3A%22' || s.said || '%22') > 0
	);
--> statement-breakpoint
-- The log has it that an authority began with its statuses, since a history from before names them.
INSERT INTO "change" ("authority_id", "batch_id", "table_name", "row_id", "field", "to_value")
SELECT s.authority_id, c.batch_id, 'commitmentStatus', s.id, '*', json_build_object('id', s.id, 'authorityId', s.authority_id, 'name', s.name, 'kind', s.kind, 'position', s.position)::text
FROM "commitment_status" s
JOIN "change" c ON c.table_name = 'authority' AND c.field = '*' AND c.row_id = s.authority_id AND c.from_value IS NULL
ORDER BY s.authority_id, s.position;
--> statement-breakpoint
-- The log holds the names of properties and their values, and goes with them. A row in it is JSON without spaces, in which this text stands for nothing else.
UPDATE "change" SET "field" = 'statusId',
	"from_value" = replace(replace(replace(replace(replace(from_value, '"proposed"', '"' || authority_id || '-status-proposed"'), '"in governance"', '"' || authority_id || '-status-in-governance"'), '"at Design Authority"', '"' || authority_id || '-status-at-design-authority"'), '"approved"', '"' || authority_id || '-status-approved"'), '"block bookings"', '"' || authority_id || '-status-block-bookings"'),
	"to_value" = replace(replace(replace(replace(replace(to_value, '"proposed"', '"' || authority_id || '-status-proposed"'), '"in governance"', '"' || authority_id || '-status-in-governance"'), '"at Design Authority"', '"' || authority_id || '-status-at-design-authority"'), '"approved"', '"' || authority_id || '-status-approved"'), '"block bookings"', '"' || authority_id || '-status-block-bookings"')
WHERE "table_name" = 'commitment' AND "field" = 'status';
--> statement-breakpoint
UPDATE "change" SET
	"from_value" = replace(replace(replace(replace(replace(from_value, '"status":"proposed"', '"statusId":"' || authority_id || '-status-proposed"'), '"status":"in governance"', '"statusId":"' || authority_id || '-status-in-governance"'), '"status":"at Design Authority"', '"statusId":"' || authority_id || '-status-at-design-authority"'), '"status":"approved"', '"statusId":"' || authority_id || '-status-approved"'), '"status":"block bookings"', '"statusId":"' || authority_id || '-status-block-bookings"'),
	"to_value" = replace(replace(replace(replace(replace(to_value, '"status":"proposed"', '"statusId":"' || authority_id || '-status-proposed"'), '"status":"in governance"', '"statusId":"' || authority_id || '-status-in-governance"'), '"status":"at Design Authority"', '"statusId":"' || authority_id || '-status-at-design-authority"'), '"status":"approved"', '"statusId":"' || authority_id || '-status-approved"'), '"status":"block bookings"', '"statusId":"' || authority_id || '-status-block-bookings"')
WHERE "table_name" = 'commitment' AND "field" = '*';
--> statement-breakpoint
-- A saved view of commitments is narrowed to a status by its id, and so is the log of it. The register says "Block bookings" where it said "Block booking".
UPDATE "saved_view" SET "held" = replace(replace(replace(replace(replace(replace(held, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings') WHERE "sheet" = 'commitments';
--> statement-breakpoint
UPDATE "change" SET
	"from_value" = replace(replace(replace(replace(replace(replace(from_value, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings'),
	"to_value" = replace(replace(replace(replace(replace(replace(to_value, 'status=PROPOSED', 'status=' || authority_id || '-status-proposed'), 'status=IN_GOVERNANCE', 'status=' || authority_id || '-status-in-governance'), 'status=AT_DESIGN_AUTHORITY', 'status=' || authority_id || '-status-at-design-authority'), 'status=APPROVED', 'status=' || authority_id || '-status-approved'), 'status=BLOCK_BOOKING', 'status=' || authority_id || '-status-block-bookings'), 'Block%2520booking', 'Block%2520bookings')
WHERE "table_name" = 'savedView' AND ("field" = 'held' OR "field" = '*') AND "row_id" IN (
	SELECT c.row_id FROM "change" c WHERE c.table_name = 'savedView' AND c.field = '*' AND strpos(coalesce(c.from_value, '') || coalesce(c.to_value, ''), '"sheet":"commitments"') > 0
);
--> statement-breakpoint
-- So does a table of a report, whose address names the authority that it is of.
UPDATE "report_item" SET "address" = coalesce((SELECT replace(replace(replace(replace(replace(address, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM "authority" a WHERE strpos(address, 'authority=' || a.id || '&') > 0), address)
WHERE strpos(address, 'commitmentRegister?') > 0 AND strpos(address, '%22status%22%3A%22') > 0;
--> statement-breakpoint
UPDATE "change" SET
	"from_value" = coalesce((SELECT replace(replace(replace(replace(replace(from_value, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM "authority" a WHERE strpos(from_value, 'authority=' || a.id || '&') > 0), from_value),
	"to_value" = coalesce((SELECT replace(replace(replace(replace(replace(to_value, '%22status%22%3A%22PROPOSED%22', '%22statusId%22%3A%22' || a.id || '-status-proposed%22'), '%22status%22%3A%22IN_GOVERNANCE%22', '%22statusId%22%3A%22' || a.id || '-status-in-governance%22'), '%22status%22%3A%22AT_DESIGN_AUTHORITY%22', '%22statusId%22%3A%22' || a.id || '-status-at-design-authority%22'), '%22status%22%3A%22APPROVED%22', '%22statusId%22%3A%22' || a.id || '-status-approved%22'), '%22status%22%3A%22BLOCK_BOOKING%22', '%22statusId%22%3A%22' || a.id || '-status-block-bookings%22') FROM "authority" a WHERE strpos(to_value, 'authority=' || a.id || '&') > 0), to_value)
WHERE "table_name" = 'reportItem' AND strpos(coalesce(from_value, '') || coalesce(to_value, ''), 'commitmentRegister?') > 0 AND strpos(coalesce(from_value, '') || coalesce(to_value, ''), '%22status%22%3A%22') > 0;
--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "status_id" text;--> statement-breakpoint
UPDATE "commitment" SET "status_id" = authority_id || '-status-' || replace(lower(status), ' ', '-');--> statement-breakpoint
ALTER TABLE "commitment" ALTER COLUMN "status_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_status_id_commitment_status_id_fk" FOREIGN KEY ("status_id") REFERENCES "public"."commitment_status"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_status_of" ON "commitment" USING btree ("status_id");--> statement-breakpoint
ALTER TABLE "commitment" DROP COLUMN "status";