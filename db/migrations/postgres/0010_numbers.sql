-- Each authority's batches are counted by themselves, in the order in which they were kept; those that changed its facts are the versions of its data.
ALTER TABLE "change_batch" ADD COLUMN "data_version" bigint;
--> statement-breakpoint
ALTER TABLE "change_batch" ADD COLUMN "log_number" bigint;
--> statement-breakpoint
ALTER TABLE "change_batch" ADD COLUMN "publisher_versions" text;
--> statement-breakpoint
UPDATE "change_batch" SET "data_version" = "counted"."data_version", "log_number" = "counted"."log_number" FROM (
SELECT "id", 
  sum(CASE WHEN EXISTS (SELECT 1 FROM "change" WHERE "change"."batch_id" = "change_batch"."id" AND "change"."table_name" NOT IN ('report', 'reportItem', 'savedView', 'importMap', 'note')) THEN 1 ELSE 0 END) OVER (PARTITION BY "authority_id" ORDER BY "id"),
  row_number() OVER (PARTITION BY "authority_id" ORDER BY "id")
FROM "change_batch"
) AS "counted" ("id", "data_version", "log_number") WHERE "counted"."id" = "change_batch"."id";
--> statement-breakpoint
ALTER TABLE "change_batch" ALTER COLUMN "data_version" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "change_batch" ALTER COLUMN "log_number" SET NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX "change_batch_log_number" ON "change_batch" USING btree ("authority_id","log_number");
--> statement-breakpoint
UPDATE "publication" SET "data_version" = "change_batch"."data_version" FROM "change_batch" WHERE "change_batch"."id" = "publication"."data_version";
