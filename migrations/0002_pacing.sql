CREATE TABLE "member_pauses" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone,
	CONSTRAINT "member_pauses_guild_id_member_id_from_at_pk" PRIMARY KEY("guild_id","member_id","from_at")
);
--> statement-breakpoint
CREATE TABLE "solo_studies" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"pathway_id" text NOT NULL,
	"track_id" text,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "solo_studies_guild_id_member_id_pathway_id_pk" PRIMARY KEY("guild_id","member_id","pathway_id")
);
--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "track_id" text;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "late_policy" text DEFAULT 'slip' NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "late_window_hours" smallint DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "has_threads" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "has_pins" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "has_day_end" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "lane" text DEFAULT 'plan' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "unit_key" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "follow_up" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "mode" text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "catch_up_a_day" smallint;--> statement-breakpoint
ALTER TABLE "plan_days" ADD COLUMN "unit_key" text;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "change" jsonb;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "reverts" integer;--> statement-breakpoint
CREATE INDEX "deliveries_follow_up" ON "deliveries" USING btree ("sent_at") WHERE "deliveries"."follow_up" = 'waiting';--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_late_policy" CHECK ("cohorts"."late_policy" in ('slip', 'skip', 'double', 'post'));--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_late_window" CHECK ("cohorts"."late_window_hours" between 1 and 72);--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_lane" CHECK ("deliveries"."lane" in ('plan', 'beside'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_follow_up" CHECK ("deliveries"."follow_up" in ('none', 'waiting', 'done', 'refused'));--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_mode" CHECK ("memberships"."mode" in ('live', 'catch-up', 'audit'));--> statement-breakpoint
-- Until now every unit of a plan was a lesson.
UPDATE "plan_days" SET "unit_key" = "lesson_id";--> statement-breakpoint
UPDATE "deliveries" SET "unit_key" = "lesson_id";
