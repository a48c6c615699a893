CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"authority_id" text NOT NULL,
	"person" text NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"state" text NOT NULL,
	"run" text,
	"stopping" boolean NOT NULL,
	"progress" text,
	"result" text,
	"error" text,
	"touched_at" timestamp with time zone NOT NULL,
	"beat_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload_part" (
	"id" text PRIMARY KEY NOT NULL,
	"upload_id" text NOT NULL,
	"number" integer NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_authority_id_authority_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authority"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_part" ADD CONSTRAINT "upload_part_upload_id_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."upload"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upload_owner" ON "upload" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "upload_part_of" ON "upload_part" USING btree ("upload_id","number");