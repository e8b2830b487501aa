CREATE TABLE "hints" (
	"guild_id" text NOT NULL,
	"quiz_id" text NOT NULL,
	"member_id" text NOT NULL,
	"question_id" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "hints_guild_id_quiz_id_member_id_question_id_pk" PRIMARY KEY("guild_id","quiz_id","member_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "live_players" (
	"guild_id" text NOT NULL,
	"quiz_id" text NOT NULL,
	"member_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "live_players_guild_id_quiz_id_member_id_pk" PRIMARY KEY("guild_id","quiz_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "live_rounds" (
	"guild_id" text NOT NULL,
	"quiz_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_id" text,
	"step" text DEFAULT 'lobby' NOT NULL,
	"place" smallint DEFAULT 0 NOT NULL,
	"seconds_each" smallint NOT NULL,
	"step_ends_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"actor_id" text NOT NULL,
	CONSTRAINT "live_rounds_guild_id_quiz_id_pk" PRIMARY KEY("guild_id","quiz_id"),
	CONSTRAINT "live_rounds_step" CHECK ("live_rounds"."step" in ('lobby', 'asking', 'showing', 'over', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "notes_guild_id_member_id_id_pk" PRIMARY KEY("guild_id","member_id","id")
);
--> statement-breakpoint
CREATE TABLE "open_answers" (
	"guild_id" text NOT NULL,
	"quiz_id" text NOT NULL,
	"member_id" text NOT NULL,
	"question_id" text NOT NULL,
	"chosen" text[] NOT NULL,
	"changes" smallint DEFAULT 0 NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "open_answers_guild_id_quiz_id_member_id_question_id_pk" PRIMARY KEY("guild_id","quiz_id","member_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"guild_id" text NOT NULL,
	"id" text NOT NULL,
	"question_id" text NOT NULL,
	"question_rev" integer NOT NULL,
	"member_id" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"settlement" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reports_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "reports_reason" CHECK ("reports"."reason" in ('key', 'mine-was-right', 'unclear', 'outdated', 'other'))
);
--> statement-breakpoint
CREATE TABLE "review_cards" (
	"guild_id" text NOT NULL,
	"member_id" text NOT NULL,
	"question_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"card" jsonb NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_cards_guild_id_member_id_question_id_pk" PRIMARY KEY("guild_id","member_id","question_id")
);
--> statement-breakpoint
DROP INDEX "quizzes_of_member";--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "share" smallint;--> statement-breakpoint
UPDATE "answers" SET "share" = CASE WHEN "is_right" THEN 100 ELSE 0 END;--> statement-breakpoint
ALTER TABLE "answers" ALTER COLUMN "share" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "hinted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "interaction_id" text;--> statement-breakpoint
ALTER TABLE "cohorts" ADD COLUMN "daily_questions" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
-- Cohorts that run already are not surprised with a quiz that nobody chose.
UPDATE "cohorts" SET "daily_questions" = 0;--> statement-breakpoint
ALTER TABLE "quizzes" ADD COLUMN "wish" text;--> statement-breakpoint
CREATE INDEX "live_rounds_under_way" ON "live_rounds" USING btree ("step_ends_at") WHERE "live_rounds"."step" not in ('over', 'cancelled');--> statement-breakpoint
CREATE INDEX "notes_waiting" ON "notes" USING btree ("guild_id","member_id") WHERE "notes"."told_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("guild_id","question_id","question_rev","member_id");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("guild_id","created_at") WHERE "reports"."settlement" is null;--> statement-breakpoint
CREATE INDEX "review_cards_due" ON "review_cards" USING btree ("guild_id","member_id","due_at");--> statement-breakpoint
CREATE INDEX "errata_of_question" ON "errata" USING btree ("guild_id","question_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quizzes_daily_once" ON "quizzes" USING btree ("guild_id","cohort_id","study_day") WHERE "quizzes"."kind" = 'daily';--> statement-breakpoint
CREATE INDEX "quizzes_of_member" ON "quizzes" USING btree ("guild_id","member_id","opened_at");--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_share" CHECK ("answers"."share" between 0 and 100);--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_daily_questions" CHECK ("cohorts"."daily_questions" between 0 and 10);