CREATE TABLE "aliases" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"season" text NOT NULL,
	"member_id" text NOT NULL,
	"alias" text NOT NULL,
	CONSTRAINT "aliases_guild_id_cohort_id_season_member_id_pk" PRIMARY KEY("guild_id","cohort_id","season","member_id")
);
--> statement-breakpoint
CREATE TABLE "deletions_done" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "deletions_done_guild_id_id_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_settings" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"shown_as" text,
	"shown_name" text,
	"progress_for" text DEFAULT 'self' NOT NULL,
	"in_reports" boolean DEFAULT true NOT NULL,
	"text_only" boolean DEFAULT false NOT NULL,
	"remind_at" text,
	"quiet_from" text DEFAULT '22:00' NOT NULL,
	"quiet_until" text DEFAULT '08:00' NOT NULL,
	"remind_changed_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_settings_guild_id_member_id_pk" PRIMARY KEY("guild_id","member_id"),
	CONSTRAINT "member_settings_shown_as" CHECK ("member_settings"."shown_as" in ('name', 'alias', 'hidden')),
	CONSTRAINT "member_settings_progress_for" CHECK ("member_settings"."progress_for" in ('self', 'cohort'))
);
--> statement-breakpoint
CREATE TABLE "member_zones" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	CONSTRAINT "member_zones_guild_id_member_id_from_at_pk" PRIMARY KEY("guild_id","member_id","from_at")
);
--> statement-breakpoint
CREATE TABLE "squad_members" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"squad_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "squad_members_guild_id_cohort_id_member_id_pk" PRIMARY KEY("guild_id","cohort_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "squads" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "squads_guild_id_cohort_id_id_pk" PRIMARY KEY("guild_id","cohort_id","id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"day" date NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "reminders_guild_id_member_id_day_pk" PRIMARY KEY("guild_id","member_id","day"),
	CONSTRAINT "reminders_state" CHECK ("reminders"."state" in ('due', 'sending', 'sent', 'noted', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"pathway_id" text NOT NULL,
	"record" text NOT NULL,
	"signature" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "certificates_guild_id_id_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "streak_repairs" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"study_day" date NOT NULL,
	"reason" text NOT NULL,
	"actor_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "streak_repairs_guild_id_cohort_id_member_id_study_day_pk" PRIMARY KEY("guild_id","cohort_id","member_id","study_day")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"cohort_id" text,
	"project_id" text NOT NULL,
	"link" text NOT NULL,
	"note" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"marks" jsonb,
	"feedback" text,
	"points" integer,
	"actor_id" text,
	"submitted_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "submissions_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "submissions_state" CHECK ("submissions"."state" in ('waiting', 'passed', 'returned', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE "thanks" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"week" date NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "thanks_guild_id_id_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "pay" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "has_weekly_board" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "has_digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "first_joined_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "aliases_once" ON "aliases" USING btree ("guild_id","cohort_id","season","alias");--> statement-breakpoint
CREATE INDEX "member_settings_reminded" ON "member_settings" USING btree ("guild_id","remind_at") WHERE "member_settings"."remind_at" is not null;--> statement-breakpoint
CREATE INDEX "squad_members_of_squad" ON "squad_members" USING btree ("guild_id","cohort_id","squad_id");--> statement-breakpoint
CREATE UNIQUE INDEX "squads_name_once" ON "squads" USING btree ("guild_id","cohort_id",lower("name"));--> statement-breakpoint
CREATE INDEX "reminders_waiting" ON "reminders" USING btree ("due_at") WHERE "reminders"."state" in ('due', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_once" ON "certificates" USING btree ("guild_id","member_id","pathway_id");--> statement-breakpoint
CREATE INDEX "submissions_of_member" ON "submissions" USING btree ("guild_id","member_id","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_waiting_once" ON "submissions" USING btree ("guild_id","member_id","project_id") WHERE "submissions"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "thanks_once" ON "thanks" USING btree ("guild_id","cohort_id","member_id","actor_id","week") WHERE "thanks"."actor_id" <> 'a deleted member';--> statement-breakpoint
CREATE INDEX "thanks_of_week" ON "thanks" USING btree ("guild_id","cohort_id","week");--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_pay" CHECK ("answers"."pay" in ('first', 'late', 'practice', 'review'));