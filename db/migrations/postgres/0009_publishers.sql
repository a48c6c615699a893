CREATE TABLE "publisher_use" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"publisher_id" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "outcome_of";--> statement-breakpoint
ALTER TABLE "authority" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "publisher_use" ADD CONSTRAINT "publisher_use_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publisher_use" ADD CONSTRAINT "publisher_use_publisher_id_authority_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "publisher_use_of" ON "publisher_use" USING btree ("authority_id","publisher_id");--> statement-breakpoint
CREATE INDEX "publisher_use_publisher" ON "publisher_use" USING btree ("publisher_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outcome_of" ON "outcome" USING btree ("kpi_id","breakdown","starts_on","subject_id","authority_id");