CREATE TABLE "virement" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"version_id" text NOT NULL,
	"number" integer NOT NULL,
	"year" text NOT NULL,
	"permanent" boolean NOT NULL,
	"approver" text NOT NULL,
	"reference" text NOT NULL,
	"approved_on" date NOT NULL,
	"reason" text,
	"reverses_id" text
);
--> statement-breakpoint
CREATE TABLE "virement_line" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"virement_id" text NOT NULL,
	"cost_centre_id" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forecast" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"cost_centre_id" text NOT NULL,
	"year" text NOT NULL,
	"as_at" date NOT NULL,
	"part" text NOT NULL,
	"amount_pence" bigint NOT NULL,
	"entered" text
);
--> statement-breakpoint
CREATE TABLE "monitoring_setting" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"variance_sign" text NOT NULL,
	"tolerance_share" numeric,
	"tolerance_pence" bigint
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"sheet" text NOT NULL,
	"name" text NOT NULL,
	"held" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"sheet" text NOT NULL,
	"subject" text NOT NULL,
	"row_key" text NOT NULL,
	"column_key" text NOT NULL,
	"place" text NOT NULL,
	"said" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"resolved_by" text,
	"resolved_at" timestamp with time zone,
	"answers_id" text
);
--> statement-breakpoint
ALTER TABLE "cost_centre" ALTER COLUMN "position" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "commitment" ALTER COLUMN "position" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "cost_centre" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budget_line" ADD COLUMN "entered" text;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "commitment_amount" ADD COLUMN "entered" text;--> statement-breakpoint
ALTER TABLE "change" ADD COLUMN "part_of" text;--> statement-breakpoint
ALTER TABLE "virement" ADD CONSTRAINT "virement_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virement" ADD CONSTRAINT "virement_version_id_budget_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."budget_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virement" ADD CONSTRAINT "virement_reverses_id_virement_id_fk" FOREIGN KEY ("reverses_id") REFERENCES "public"."virement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virement_line" ADD CONSTRAINT "virement_line_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virement_line" ADD CONSTRAINT "virement_line_virement_id_virement_id_fk" FOREIGN KEY ("virement_id") REFERENCES "public"."virement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "virement_line" ADD CONSTRAINT "virement_line_cost_centre_id_cost_centre_id_fk" FOREIGN KEY ("cost_centre_id") REFERENCES "public"."cost_centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast" ADD CONSTRAINT "forecast_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast" ADD CONSTRAINT "forecast_cost_centre_id_cost_centre_id_fk" FOREIGN KEY ("cost_centre_id") REFERENCES "public"."cost_centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitoring_setting" ADD CONSTRAINT "monitoring_setting_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_answers_id_note_id_fk" FOREIGN KEY ("answers_id") REFERENCES "public"."note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "virement_order" ON "virement" USING btree ("authority_id","number","id");--> statement-breakpoint
CREATE INDEX "virement_version" ON "virement" USING btree ("version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "virement_line_of" ON "virement_line" USING btree ("virement_id","cost_centre_id");--> statement-breakpoint
CREATE INDEX "virement_line_cost_centre" ON "virement_line" USING btree ("cost_centre_id");--> statement-breakpoint
CREATE INDEX "virement_line_owner" ON "virement_line" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "forecast_cell" ON "forecast" USING btree ("cost_centre_id","year","as_at","part");--> statement-breakpoint
CREATE INDEX "forecast_year" ON "forecast" USING btree ("authority_id","year","as_at");--> statement-breakpoint
CREATE UNIQUE INDEX "monitoring_setting_of" ON "monitoring_setting" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" USING btree ("authority_id","sheet","name");--> statement-breakpoint
CREATE INDEX "saved_view_order" ON "saved_view" USING btree ("authority_id","sheet","position","id");--> statement-breakpoint
CREATE INDEX "note_of_sheet" ON "note" USING btree ("authority_id","sheet","subject","made_at","id");--> statement-breakpoint
CREATE INDEX "note_answers" ON "note" USING btree ("answers_id");--> statement-breakpoint
CREATE INDEX "change_batch_of_person" ON "change_batch" USING btree ("authority_id","made_by","id");--> statement-breakpoint
CREATE INDEX "change_batch_undoes" ON "change_batch" USING btree ("undoes_id");--> statement-breakpoint
CREATE INDEX "change_of_part" ON "change" USING btree ("authority_id","part_of","id") WHERE part_of is not null;