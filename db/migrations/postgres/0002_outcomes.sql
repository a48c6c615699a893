CREATE TABLE "kpi_subject" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"old_code" text,
	"gss_code" text,
	"within_id" text,
	"partnership_id" text,
	"arrangement_id" text,
	"lot_id" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_neighbour" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"neighbour_id" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"unit" text NOT NULL,
	"polarity" text NOT NULL,
	"frequency" text NOT NULL,
	"counts" text NOT NULL,
	"numerator_said" text,
	"denominator_said" text,
	"decimals" integer NOT NULL,
	"of_people" boolean NOT NULL,
	"computed" text,
	"applies_from" date,
	"source" text,
	"note" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_target" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"kpi_id" text NOT NULL,
	"subject_id" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"target" numeric NOT NULL,
	"tolerance" numeric,
	"tolerance_in" text,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_baseline" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"kpi_id" text NOT NULL,
	"subject_id" text,
	"value" numeric NOT NULL,
	"as_at" text,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcome" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"kpi_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"starts_on" date NOT NULL,
	"breakdown" text NOT NULL,
	"numerator" numeric,
	"denominator" numeric,
	"value" numeric,
	"missing" text,
	"release" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "placement_activity" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"arrangement_id" text,
	"area" text NOT NULL,
	"placements" integer NOT NULL,
	"bed_weeks" numeric NOT NULL,
	"cost_pence" bigint NOT NULL,
	"direct_bed_weeks" numeric,
	"ended" integer,
	"ended_weeks" numeric,
	"available_bed_weeks" numeric,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "benefit" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"accountable" text NOT NULL,
	"baseline" text,
	"baseline_value" numeric,
	"measured_by" text,
	"measured_when" text,
	"counted_from" date,
	"after_months" integer,
	"frequency" text NOT NULL,
	"compared_with" text NOT NULL,
	"target_value" numeric,
	"resources" text,
	"kpi_id" text,
	"subject_id" text,
	"source" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "benefit_review" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"benefit_id" text NOT NULL,
	"reviewed_on" date NOT NULL,
	"achieved" boolean NOT NULL,
	"found" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcome_publication" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"hidden_up_to" integer NOT NULL,
	"mark" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_map" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"name" text NOT NULL,
	"target" text NOT NULL,
	"map" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "spending_option" ADD COLUMN "adopted_facts" text;--> statement-breakpoint
ALTER TABLE "kpi_subject" ADD CONSTRAINT "kpi_subject_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_subject" ADD CONSTRAINT "kpi_subject_partnership_id_partnership_id_fk" FOREIGN KEY ("partnership_id") REFERENCES "public"."partnership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_subject" ADD CONSTRAINT "kpi_subject_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_subject" ADD CONSTRAINT "kpi_subject_lot_id_arrangement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."arrangement_lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_neighbour" ADD CONSTRAINT "kpi_neighbour_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_neighbour" ADD CONSTRAINT "kpi_neighbour_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_neighbour" ADD CONSTRAINT "kpi_neighbour_neighbour_id_kpi_subject_id_fk" FOREIGN KEY ("neighbour_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi" ADD CONSTRAINT "kpi_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_target" ADD CONSTRAINT "kpi_target_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_target" ADD CONSTRAINT "kpi_target_kpi_id_kpi_id_fk" FOREIGN KEY ("kpi_id") REFERENCES "public"."kpi"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_target" ADD CONSTRAINT "kpi_target_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_baseline" ADD CONSTRAINT "kpi_baseline_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_baseline" ADD CONSTRAINT "kpi_baseline_kpi_id_kpi_id_fk" FOREIGN KEY ("kpi_id") REFERENCES "public"."kpi"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_baseline" ADD CONSTRAINT "kpi_baseline_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_kpi_id_kpi_id_fk" FOREIGN KEY ("kpi_id") REFERENCES "public"."kpi"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_activity" ADD CONSTRAINT "placement_activity_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_activity" ADD CONSTRAINT "placement_activity_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_activity" ADD CONSTRAINT "placement_activity_arrangement_id_arrangement_id_fk" FOREIGN KEY ("arrangement_id") REFERENCES "public"."arrangement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit" ADD CONSTRAINT "benefit_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit" ADD CONSTRAINT "benefit_kpi_id_kpi_id_fk" FOREIGN KEY ("kpi_id") REFERENCES "public"."kpi"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit" ADD CONSTRAINT "benefit_subject_id_kpi_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."kpi_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit_review" ADD CONSTRAINT "benefit_review_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit_review" ADD CONSTRAINT "benefit_review_benefit_id_benefit_id_fk" FOREIGN KEY ("benefit_id") REFERENCES "public"."benefit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_publication" ADD CONSTRAINT "outcome_publication_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_map" ADD CONSTRAINT "import_map_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kpi_subject_name" ON "kpi_subject" USING btree ("authority_id","kind","name");--> statement-breakpoint
CREATE INDEX "kpi_subject_order" ON "kpi_subject" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "kpi_subject_partnership" ON "kpi_subject" USING btree ("partnership_id");--> statement-breakpoint
CREATE INDEX "kpi_subject_arrangement" ON "kpi_subject" USING btree ("arrangement_id");--> statement-breakpoint
CREATE INDEX "kpi_subject_lot" ON "kpi_subject" USING btree ("lot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "kpi_neighbour_of" ON "kpi_neighbour" USING btree ("subject_id","neighbour_id");--> statement-breakpoint
CREATE INDEX "kpi_neighbour_other" ON "kpi_neighbour" USING btree ("neighbour_id");--> statement-breakpoint
CREATE INDEX "kpi_neighbour_owner" ON "kpi_neighbour" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "kpi_version" ON "kpi" USING btree ("authority_id","code","version");--> statement-breakpoint
CREATE INDEX "kpi_order" ON "kpi" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "kpi_target_of" ON "kpi_target" USING btree ("kpi_id","position");--> statement-breakpoint
CREATE INDEX "kpi_target_subject" ON "kpi_target" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "kpi_target_owner" ON "kpi_target" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "kpi_baseline_of" ON "kpi_baseline" USING btree ("kpi_id","position");--> statement-breakpoint
CREATE INDEX "kpi_baseline_subject" ON "kpi_baseline" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "kpi_baseline_owner" ON "kpi_baseline" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outcome_of" ON "outcome" USING btree ("kpi_id","breakdown","starts_on","subject_id");--> statement-breakpoint
CREATE INDEX "outcome_subject" ON "outcome" USING btree ("subject_id","kpi_id","breakdown","starts_on");--> statement-breakpoint
CREATE INDEX "placement_activity_order" ON "placement_activity" USING btree ("authority_id","starts_on","position");--> statement-breakpoint
CREATE INDEX "placement_activity_subject" ON "placement_activity" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "placement_activity_arrangement" ON "placement_activity" USING btree ("arrangement_id");--> statement-breakpoint
CREATE INDEX "benefit_order" ON "benefit" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE INDEX "benefit_kpi" ON "benefit" USING btree ("kpi_id");--> statement-breakpoint
CREATE INDEX "benefit_subject" ON "benefit" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "benefit_review_of" ON "benefit_review" USING btree ("benefit_id","position");--> statement-breakpoint
CREATE INDEX "benefit_review_owner" ON "benefit_review" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outcome_publication_name" ON "outcome_publication" USING btree ("authority_id","name");--> statement-breakpoint
CREATE INDEX "outcome_publication_order" ON "outcome_publication" USING btree ("authority_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_map_name" ON "import_map" USING btree ("authority_id","target","name");--> statement-breakpoint
CREATE INDEX "import_map_order" ON "import_map" USING btree ("authority_id","position","id");