CREATE TABLE "answers" (
	"guild_id" text NOT NULL,
	"quiz_id" text NOT NULL,
	"member_id" text NOT NULL,
	"question_id" text NOT NULL,
	"question_rev" integer NOT NULL,
	"chosen" text[] NOT NULL,
	"right_then" text[] NOT NULL,
	"is_right" boolean NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "answers_guild_id_quiz_id_member_id_question_id_pk" PRIMARY KEY("guild_id","quiz_id","member_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"cohort_id" text,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"detail" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_guild_id_id_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"pathway_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"role_id" text,
	"zone" text NOT NULL,
	"post_time" text NOT NULL,
	"start_day" date NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"plan_version" integer NOT NULL,
	"next_due_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cohorts_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "cohorts_state" CHECK ("cohorts"."state" in ('running', 'paused', 'ended', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"kind" text NOT NULL,
	"study_day" date NOT NULL,
	"slot" smallint NOT NULL,
	"id" text NOT NULL,
	"lesson_id" text,
	"node_id" text,
	"channel_id" text NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tried" boolean DEFAULT false NOT NULL,
	"history_from" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"reason" text,
	"message_id" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "deliveries_guild_id_cohort_id_kind_study_day_slot_pk" PRIMARY KEY("guild_id","cohort_id","kind","study_day","slot"),
	CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('due', 'sending', 'sent', 'blocked', 'late', 'missed', 'cancelled', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_guild_id_id_pk" PRIMARY KEY("guild_id","id")
);
--> statement-breakpoint
CREATE TABLE "errata" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"question_id" text NOT NULL,
	"question_rev" integer NOT NULL,
	"verdict" text NOT NULL,
	"right_ids" text[] NOT NULL,
	"note" text,
	"actor_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "errata_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "errata_verdict" CHECK ("errata"."verdict" in ('corrected', 'all-right', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "guilds" (
	"guild_id" text PRIMARY KEY NOT NULL,
	"moderator_role_id" text,
	"notice_channel_id" text,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "kept_days" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"study_day" date NOT NULL,
	"action" text NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_days_guild_id_cohort_id_member_id_study_day_pk" PRIMARY KEY("guild_id","cohort_id","member_id","study_day"),
	CONSTRAINT "kept_days_action" CHECK ("kept_days"."action" in ('lesson', 'quiz', 'review', 'repair'))
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"rev" integer NOT NULL,
	"cohort_id" text,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lesson_progress_guild_id_member_id_lesson_id_pk" PRIMARY KEY("guild_id","member_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "memberships_guild_id_cohort_id_member_id_pk" PRIMARY KEY("guild_id","cohort_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "plan_days" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"version" integer NOT NULL,
	"study_day" date NOT NULL,
	"slot" smallint NOT NULL,
	"kind" text NOT NULL,
	"lesson_id" text,
	"node_id" text,
	CONSTRAINT "plan_days_guild_id_cohort_id_version_study_day_slot_pk" PRIMARY KEY("guild_id","cohort_id","version","study_day","slot"),
	CONSTRAINT "plan_days_kind" CHECK ("plan_days"."kind" in ('lesson', 'practice', 'resource', 'review', 'project', 'catch-up'))
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"version" integer NOT NULL,
	"inputs" jsonb NOT NULL,
	"cause" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"actor_id" text NOT NULL,
	CONSTRAINT "plan_versions_guild_id_cohort_id_version_pk" PRIMARY KEY("guild_id","cohort_id","version")
);
--> statement-breakpoint
CREATE TABLE "points" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"reason" text NOT NULL,
	"cohort_id" text,
	"points" integer NOT NULL,
	"earned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "points_guild_id_member_id_reason_pk" PRIMARY KEY("guild_id","member_id","reason")
);
--> statement-breakpoint
CREATE TABLE "quizzes" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"member_id" text,
	"cohort_id" text,
	"study_day" date,
	"lesson_id" text,
	"seed" text NOT NULL,
	"question_ids" text[] NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone,
	CONSTRAINT "quizzes_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "quizzes_kind" CHECK ("quizzes"."kind" in ('practice', 'daily', 'live', 'review'))
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"guild_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"member_id" text NOT NULL,
	"points" integer NOT NULL,
	"reached_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scores_guild_id_cohort_id_member_id_pk" PRIMARY KEY("guild_id","cohort_id","member_id")
);
--> statement-breakpoint
CREATE INDEX "answers_of_question" ON "answers" USING btree ("guild_id","question_id");--> statement-breakpoint
CREATE INDEX "answers_of_member" ON "answers" USING btree ("guild_id","member_id","question_id");--> statement-breakpoint
CREATE INDEX "audit_of_guild" ON "audit" USING btree ("guild_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "cohorts_name_once" ON "cohorts" USING btree ("guild_id",lower("name")) WHERE "cohorts"."state" <> 'archived';--> statement-breakpoint
CREATE INDEX "cohorts_next_due" ON "cohorts" USING btree ("next_due_at") WHERE "cohorts"."state" = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_id" ON "deliveries" USING btree ("guild_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("due_at") WHERE "deliveries"."state" in ('due', 'sending', 'blocked');--> statement-breakpoint
CREATE INDEX "drafts_expire" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "memberships_of_member" ON "memberships" USING btree ("guild_id","member_id");--> statement-breakpoint
CREATE INDEX "points_of_cohort" ON "points" USING btree ("guild_id","cohort_id","earned_at");--> statement-breakpoint
CREATE INDEX "quizzes_of_member" ON "quizzes" USING btree ("guild_id","member_id");--> statement-breakpoint
CREATE INDEX "scores_board" ON "scores" USING btree ("guild_id","cohort_id","points" DESC NULLS FIRST,"reached_at");