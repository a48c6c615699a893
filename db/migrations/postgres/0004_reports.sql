CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_item" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"report_id" text NOT NULL,
	"position" integer NOT NULL,
	"address" text NOT NULL,
	"heading" text
);
--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_item" ADD CONSTRAINT "report_item_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_item" ADD CONSTRAINT "report_item_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_name" ON "report" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "report_order" ON "report" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "report_item_of" ON "report_item" USING btree ("report_id","position");--> statement-breakpoint
CREATE INDEX "report_item_owner" ON "report_item" USING btree ("authority_id");