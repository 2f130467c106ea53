"""The schema as an append-only list of versions. What has been released is never edited.

Each is written in SQLite's words, one statement an `execute`; `db/postgres.py` puts them into its own.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("attune")


@MIGRATIONS()
def m001_communities_and_accounts(db: Database) -> None:
    db.execute("""
        CREATE TABLE communities (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            stage TEXT NOT NULL DEFAULT 'getting_started',
            languages TEXT NOT NULL DEFAULT '["en","es"]',
            created_at TEXT NOT NULL)""")
    db.execute("""
        CREATE TABLE accounts (
            id TEXT PRIMARY KEY,
            username TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            language TEXT NOT NULL DEFAULT 'en',
            signed_out_at TEXT,
            created_at TEXT NOT NULL)""")
    db.execute("""
        CREATE TABLE memberships (
            account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (account_id, community_id))""")
    db.execute("CREATE TABLE sign_in_failures (username TEXT NOT NULL, at TEXT NOT NULL)")
    db.execute("CREATE INDEX sign_in_failures_by_name ON sign_in_failures (username, at)")
    db.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


@MIGRATIONS()
def m002_meetings(db: Database) -> None:
    db.execute("""
        CREATE TABLE meetings (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            title TEXT NOT NULL,
            held_on TEXT NOT NULL,
            phase TEXT NOT NULL DEFAULT 'planned',
            show TEXT NOT NULL DEFAULT 'at_five',
            names TEXT NOT NULL DEFAULT 'none',
            languages TEXT NOT NULL,
            join_code TEXT NOT NULL UNIQUE,
            display_key TEXT NOT NULL UNIQUE,
            activity_id TEXT,
            is_blank INTEGER NOT NULL DEFAULT 0,
            is_rehearsal INTEGER NOT NULL DEFAULT 0,
            timer_started_at TEXT,
            timer_ends_at TEXT,
            notes TEXT NOT NULL DEFAULT '',
            revision INTEGER NOT NULL DEFAULT 1,
            control_revision INTEGER NOT NULL DEFAULT 1,
            created_at TEXT NOT NULL,
            live_at TEXT,
            ended_at TEXT)""")
    db.execute("CREATE INDEX meetings_by_community ON meetings (community_id, held_on)")
    db.execute("""
        CREATE TABLE activities (
            id TEXT PRIMARY KEY,
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            config TEXT NOT NULL,
            minutes INTEGER NOT NULL DEFAULT 5,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX activities_by_meeting ON activities (meeting_id, position)")
    db.execute("""
        CREATE TABLE rounds (
            id TEXT PRIMARY KEY,
            activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            step TEXT NOT NULL,
            phase TEXT NOT NULL,
            config TEXT NOT NULL,
            opened_at TEXT NOT NULL,
            closes_at TEXT,
            closed_at TEXT,
            UNIQUE (activity_id, number))""")
    db.execute("CREATE INDEX rounds_closing ON rounds (closes_at) WHERE closes_at IS NOT NULL")
    db.execute("""
        CREATE TABLE prompts_used (
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            prompt_id TEXT NOT NULL,
            used_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX prompts_used_by_community ON prompts_used (community_id)")


@MIGRATIONS()
def m003_answers(db: Database) -> None:
    db.execute("""
        CREATE TABLE participants (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            device_hash TEXT NOT NULL,
            seat INTEGER NOT NULL DEFAULT 1,
            attributes TEXT NOT NULL DEFAULT '{}',
            is_pretend INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL,
            UNIQUE (community_id, device_hash, seat))""")
    db.execute("""
        CREATE TABLE attendances (
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            first_at TEXT NOT NULL,
            PRIMARY KEY (meeting_id, participant_id))""")
    db.execute("""
        CREATE TABLE answers (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            value TEXT NOT NULL,
            people INTEGER NOT NULL DEFAULT 1,
            on_behalf INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL)""")
    db.execute("CREATE INDEX answers_by_round ON answers (round_id, participant_id, seq)")
    db.execute("CREATE INDEX answers_by_participant ON answers (participant_id)")
    db.execute("""
        CREATE TABLE moderations (
            answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            is_hidden INTEGER NOT NULL DEFAULT 0,
            is_picked INTEGER NOT NULL DEFAULT 0,
            wording TEXT,
            merged_into TEXT,
            PRIMARY KEY (answer_id, part))""")


@MIGRATIONS()
def m004_keepers(db: Database) -> None:
    db.execute("ALTER TABLE accounts ADD COLUMN is_keeper INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE accounts SET is_keeper = 1 WHERE id = (SELECT id FROM accounts ORDER BY created_at, id LIMIT 1)")


@MIGRATIONS()
def m006_what_the_room_may_read(db: Database) -> None:
    db.execute("ALTER TABLE moderations ADD COLUMN is_let INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE moderations ADD COLUMN translations TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE meetings ADD COLUMN texts_at_once INTEGER NOT NULL DEFAULT 0")
    # What was written before there was a choice has been seen by its room.
    db.execute("UPDATE meetings SET texts_at_once = 1 WHERE phase <> 'planned'")
    db.execute("""
        CREATE TABLE community_words (
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            word TEXT NOT NULL,
            is_held INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (community_id, word))""")
    db.execute("""
        CREATE TABLE hidden_words (
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            word TEXT NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (meeting_id, word))""")


@MIGRATIONS()
def m007_closing(db: Database) -> None:
    db.execute("ALTER TABLE moderations ADD COLUMN is_echo INTEGER NOT NULL DEFAULT 0")
    db.execute("""
        CREATE TABLE next_meetings (
            meeting_id TEXT PRIMARY KEY REFERENCES meetings (id) ON DELETE CASCADE,
            held_on TEXT NOT NULL,
            begins TEXT,
            ends TEXT,
            zone TEXT NOT NULL,
            place TEXT NOT NULL)""")
    db.execute("""
        CREATE TABLE changes (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            said TEXT NOT NULL,
            changed TEXT NOT NULL,
            used_in TEXT,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX changes_by_community ON changes (community_id, position)")


@MIGRATIONS()
def m008_what_is_asked_about_people(db: Database) -> None:
    db.execute("ALTER TABLE communities ADD COLUMN asks_about TEXT NOT NULL DEFAULT '{}'")


@MIGRATIONS()
def m009_marks_on_written_pieces(db: Database) -> None:
    db.execute("ALTER TABLE moderations ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'")
    db.execute("CREATE INDEX moderations_merged ON moderations (merged_into) WHERE merged_into IS NOT NULL")


@MIGRATIONS()
def m014_contacts(db: Database) -> None:
    db.execute("""
        CREATE TABLE contacts (
            answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
            contact TEXT NOT NULL)""")


@MIGRATIONS()
def m013_what_others_see(db: Database) -> None:
    db.execute("ALTER TABLE communities ADD COLUMN funders_see TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE activities ADD COLUMN whom TEXT NOT NULL DEFAULT 'everybody'")
    db.execute("ALTER TABLE rounds ADD COLUMN is_shared INTEGER NOT NULL DEFAULT 0")


@MIGRATIONS()
def m005_time(db: Database) -> None:
    db.execute("ALTER TABLE meetings ADD COLUMN think_seconds INTEGER NOT NULL DEFAULT 20")
    db.execute("ALTER TABLE activities ADD COLUMN think_seconds INTEGER")
    db.execute("ALTER TABLE activities ADD COLUMN shown_at TEXT")
    db.execute("ALTER TABLE activities ADD COLUMN skipped_at TEXT")
    db.execute("ALTER TABLE activities ADD COLUMN full_minutes INTEGER")
    db.execute("ALTER TABLE activities ADD COLUMN taken_from TEXT")
    db.execute("ALTER TABLE rounds ADD COLUMN opens_at TEXT")
    db.execute("ALTER TABLE rounds ADD COLUMN left_at TEXT")
    db.execute("CREATE INDEX rounds_opening ON rounds (opens_at) WHERE opens_at IS NOT NULL")
    db.execute("ALTER TABLE answers ADD COLUMN is_late INTEGER NOT NULL DEFAULT 0")


@MIGRATIONS()
def m012_handovers(db: Database) -> None:
    db.execute("""
        CREATE TABLE handovers (
            id TEXT PRIMARY KEY,
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            token_hash TEXT NOT NULL UNIQUE,
            signed_out_at TEXT,
            expires_at TEXT NOT NULL,
            claim_hash TEXT,
            number INTEGER,
            agreed_at TEXT,
            taken_at TEXT)""")


@MIGRATIONS()
def m015_notes_on_activities(db: Database) -> None:
    db.execute("ALTER TABLE activities ADD COLUMN notes TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m020_summaries(db: Database) -> None:
    db.execute("""
        CREATE TABLE summaries (
            round_id TEXT PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
            version TEXT NOT NULL,
            summary TEXT NOT NULL)""")


@MIGRATIONS()
def m021_same_things(db: Database) -> None:
    db.execute("""
        CREATE TABLE same_things (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            part TEXT NOT NULL,
            same_as TEXT NOT NULL,
            since TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX same_things_by_community ON same_things (community_id, created_at)")


@MIGRATIONS()
def m018_the_record(db: Database) -> None:
    db.execute("ALTER TABLE meetings ADD COLUMN is_left_out INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE meetings ADD COLUMN facilitated_by TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE meetings ADD COLUMN format TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE meetings ADD COLUMN stage TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE answers ADD COLUMN withdrawn_at TEXT")
    db.execute("""
        CREATE TABLE corrections (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            by_name TEXT NOT NULL,
            what TEXT NOT NULL,
            words TEXT NOT NULL)""")
    db.execute("CREATE INDEX corrections_by_community ON corrections (community_id, at)")
    db.execute("""
        CREATE TABLE notes (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            from_day TEXT NOT NULL,
            to_day TEXT,
            text TEXT NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX notes_by_community ON notes (community_id, from_day)")


@MIGRATIONS()
def m017_themes(db: Database) -> None:
    db.execute("""
        CREATE TABLE themes (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            put_away_at TEXT,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX themes_by_community ON themes (community_id)")
    db.execute("""
        CREATE TABLE theme_pieces (
            answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            theme_id TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
            PRIMARY KEY (answer_id, part))""")
    db.execute("CREATE INDEX theme_pieces_by_theme ON theme_pieces (theme_id)")


@MIGRATIONS()
def m016_imports(db: Database) -> None:
    db.execute("""
        CREATE TABLE imports (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            people INTEGER NOT NULL,
            answers INTEGER NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX imports_by_community ON imports (community_id)")
    db.execute("ALTER TABLE meetings ADD COLUMN import_id TEXT REFERENCES imports (id) ON DELETE CASCADE")
    db.execute("ALTER TABLE participants ADD COLUMN import_id TEXT REFERENCES imports (id) ON DELETE CASCADE")
    db.execute("CREATE INDEX meetings_by_import ON meetings (import_id) WHERE import_id IS NOT NULL")
    db.execute("CREATE INDEX participants_by_import ON participants (import_id) WHERE import_id IS NOT NULL")


@MIGRATIONS()
def m019_shared_reports(db: Database) -> None:
    db.execute("""
        CREATE TABLE shared_reports (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            token_hash TEXT NOT NULL UNIQUE,
            audience TEXT NOT NULL,
            language TEXT NOT NULL,
            meetings TEXT NOT NULL DEFAULT '[]',
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            revoked_at TEXT)""")
    db.execute("CREATE INDEX shared_reports_community ON shared_reports (community_id)")


@MIGRATIONS()
def m023_processes(db: Database) -> None:
    db.execute("CREATE TABLE processes (id TEXT PRIMARY KEY, settings TEXT NOT NULL, at TEXT NOT NULL)")
    db.execute("""
        CREATE TABLE presence (
            process_id TEXT NOT NULL REFERENCES processes (id) ON DELETE CASCADE,
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            people TEXT NOT NULL,
            PRIMARY KEY (process_id, meeting_id))""")
    db.execute("CREATE INDEX presence_by_meeting ON presence (meeting_id)")


@MIGRATIONS()
def m024_ways_in(db: Database) -> None:
    db.execute("ALTER TABLE meetings ADD COLUMN one_time_since TEXT")
    db.execute("ALTER TABLE meetings ADD COLUMN people_here INTEGER")
    db.execute("ALTER TABLE meetings ADD COLUMN calm_since TEXT")
    db.execute("ALTER TABLE attendances ADD COLUMN set_aside_at TEXT")
    db.execute(
        "CREATE INDEX attendances_set_aside ON attendances (meeting_id, set_aside_at) WHERE set_aside_at IS NOT NULL"
    )
    db.execute("""
        CREATE TABLE origins (
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            origin TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (meeting_id, participant_id))""")
    db.execute("CREATE INDEX origins_by_address ON origins (meeting_id, origin)")
    db.execute("""
        CREATE TABLE one_time_links (
            code_hash TEXT PRIMARY KEY,
            meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
            made_at TEXT NOT NULL,
            used_at TEXT)""")
    db.execute("CREATE INDEX one_time_links_by_meeting ON one_time_links (meeting_id)")


@MIGRATIONS()
def m025_unlinking(db: Database) -> None:
    db.execute("ALTER TABLE communities ADD COLUMN unlink_after INTEGER")
    db.execute("ALTER TABLE meetings ADD COLUMN unlinked_at TEXT")


@MIGRATIONS()
def m026_been_before(db: Database) -> None:
    db.execute("ALTER TABLE attendances ADD COLUMN been_before INTEGER")


@MIGRATIONS()
def m027_whence_tries_come(db: Database) -> None:
    """Tries to sign in count by where they come from, so that nobody keeps anybody else waiting."""
    db.execute("ALTER TABLE sign_in_failures ADD COLUMN whence TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX sign_in_failures_by_whence ON sign_in_failures (whence, at)")


@MIGRATIONS()
def m028_library(db: Database) -> None:
    """What a community has learned. `title_stems` and `stems` are the words to search for, worked out where it is
    written: both engines find the same."""
    db.execute("""
        CREATE TABLE library_items (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT '{}',
            tags TEXT NOT NULL DEFAULT '[]',
            stage TEXT NOT NULL DEFAULT '',
            sector TEXT NOT NULL DEFAULT '',
            link TEXT NOT NULL DEFAULT '',
            credit TEXT NOT NULL DEFAULT '',
            is_agreed INTEGER NOT NULL DEFAULT 0,
            reading_at TEXT,
            title_stems TEXT NOT NULL,
            stems TEXT NOT NULL,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX library_items_by_community ON library_items (community_id)")
    db.execute("""
        CREATE TABLE library_themes (
            item_id TEXT NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
            theme_id TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
            PRIMARY KEY (item_id, theme_id))""")
    db.execute("CREATE INDEX library_themes_by_theme ON library_themes (theme_id)")
    db.execute("""
        CREATE TABLE library_links (
            item_id TEXT NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
            other_id TEXT NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
            PRIMARY KEY (item_id, other_id))""")
    db.execute("CREATE INDEX library_links_by_other ON library_links (other_id)")
    db.execute("""
        CREATE TABLE library_files (
            id TEXT PRIMARY KEY,
            item_id TEXT NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            size INTEGER NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX library_files_by_item ON library_files (item_id)")
    db.execute("""
        CREATE TABLE library_file_parts (
            file_id TEXT NOT NULL REFERENCES library_files (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (file_id, number))""")
    db.execute("""
        CREATE TABLE library_sources (
            item_id TEXT PRIMARY KEY REFERENCES library_items (id) ON DELETE CASCADE,
            answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
            part TEXT NOT NULL)""")
    db.execute("CREATE INDEX library_sources_by_answer ON library_sources (answer_id)")
    db.execute("""
        CREATE TABLE library_asks (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            asked_at TEXT NOT NULL,
            said TEXT NOT NULL DEFAULT '',
            UNIQUE (answer_id, part))""")
    db.execute("CREATE INDEX library_asks_by_community ON library_asks (community_id)")
    _search_library(db)


def _search_library(db: Database) -> None:
    """A file's own index for `Store.search`, kept up to date by the file; a server needs none."""
    db.execute("""
        CREATE VIRTUAL TABLE library_items_fts USING fts5(
            title_stems, stems, content="library_items", content_rowid='number', tokenize='unicode61')""")
    db.execute("INSERT INTO library_items_fts (library_items_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0)')")
    if sqlite3.sqlite_version_info >= (3, 42):  # what is deleted leaves no trace in the index either
        db.execute("INSERT INTO library_items_fts (library_items_fts, rank) VALUES ('secure-delete', 1)")
    new = """INSERT INTO library_items_fts (rowid, title_stems, stems)
             VALUES (new.number, new.title_stems, new.stems);"""
    old = """INSERT INTO library_items_fts (library_items_fts, rowid, title_stems, stems)
             VALUES ('delete', old.number, old.title_stems, old.stems);"""
    for name, when, does in (
        ("added", "INSERT", new), ("changed", "UPDATE OF title_stems, stems", old + new), ("removed", "DELETE", old),
    ):  # fmt: skip
        db.execute(f"CREATE TRIGGER library_items_fts_{name} AFTER {when} ON library_items BEGIN {does} END")


@MIGRATIONS()
def m029_goals(db: Database) -> None:
    db.execute("""
        CREATE TABLE theories (
            community_id TEXT PRIMARY KEY REFERENCES communities (id) ON DELETE CASCADE,
            words TEXT NOT NULL,
            by_name TEXT NOT NULL,
            at TEXT NOT NULL)""")
    db.execute("""
        CREATE TABLE practice_areas (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            position INTEGER NOT NULL)""")
    db.execute("CREATE INDEX practice_areas_by_community ON practice_areas (community_id)")
    db.execute("""
        CREATE TABLE goals (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            title TEXT NOT NULL,
            area_id TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            put_away_at TEXT)""")
    db.execute("CREATE INDEX goals_by_community ON goals (community_id)")
    db.execute("""
        CREATE TABLE metrics (
            id TEXT PRIMARY KEY,
            goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            unit TEXT NOT NULL,
            baseline TEXT,
            target TEXT,
            due TEXT,
            source TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            put_away_at TEXT)""")
    db.execute("CREATE INDEX metrics_by_goal ON metrics (goal_id)")
    db.execute("""
        CREATE TABLE measurements (
            id TEXT PRIMARY KEY,
            metric_id TEXT NOT NULL REFERENCES metrics (id) ON DELETE CASCADE,
            measured_on TEXT NOT NULL,
            value TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            by_name TEXT NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX measurements_by_metric ON measurements (metric_id, measured_on)")
    db.execute("""
        CREATE TABLE trials (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            goal_id TEXT NOT NULL DEFAULT '',
            words TEXT NOT NULL,
            decision TEXT NOT NULL DEFAULT '',
            begun_on TEXT NOT NULL,
            decided_on TEXT,
            by_name TEXT NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX trials_by_community ON trials (community_id)")


@MIGRATIONS()
def m030_charter(db: Database) -> None:
    db.execute("""
        CREATE TABLE charter_texts (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            part TEXT NOT NULL,
            choices TEXT NOT NULL DEFAULT '{}',
            own TEXT NOT NULL DEFAULT '{}',
            text TEXT NOT NULL,
            by_name TEXT NOT NULL,
            created_at TEXT NOT NULL,
            adopted_at TEXT,
            adopted_on TEXT,
            number INTEGER,
            meeting_id TEXT,
            stands TEXT NOT NULL DEFAULT '{}',
            taken_back_at TEXT)""")
    db.execute("CREATE INDEX charter_texts_by_community ON charter_texts (community_id, part)")
    db.execute("""
        CREATE TABLE insight_notes (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            insight TEXT NOT NULL,
            number INTEGER NOT NULL,
            status TEXT NOT NULL,
            note TEXT NOT NULL,
            by_name TEXT NOT NULL,
            at TEXT NOT NULL)""")
    db.execute("CREATE INDEX insight_notes_by_community ON insight_notes (community_id, at)")
    db.execute("""
        CREATE TABLE stage_moves (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            from_stage TEXT NOT NULL,
            stage TEXT NOT NULL,
            moved_on TEXT NOT NULL,
            words TEXT NOT NULL DEFAULT '{}',
            meeting_id TEXT,
            by_name TEXT NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX stage_moves_by_community ON stage_moves (community_id, moved_on)")
    db.execute("""
        CREATE TABLE endings (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            way TEXT NOT NULL,
            ended_on TEXT NOT NULL,
            thanks TEXT NOT NULL DEFAULT '{}',
            leaves TEXT NOT NULL DEFAULT '{}',
            lead TEXT NOT NULL DEFAULT '',
            by_name TEXT NOT NULL,
            created_at TEXT NOT NULL,
            reopened_at TEXT,
            reopened_by TEXT)""")
    db.execute("CREATE INDEX endings_by_community ON endings (community_id, created_at)")
    db.execute("""
        CREATE TABLE resources (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            sort TEXT NOT NULL,
            needed TEXT NOT NULL,
            who TEXT NOT NULL DEFAULT '',
            amount INTEGER,
            status TEXT NOT NULL,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX resources_by_community ON resources (community_id)")


@MIGRATIONS()
def m031_roles(db: Database) -> None:
    db.execute("""
        CREATE TABLE roles (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            name TEXT NOT NULL,
            account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
            began TEXT NOT NULL,
            ended TEXT,
            is_willing INTEGER NOT NULL DEFAULT 1,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX roles_by_community ON roles (community_id, began)")
    db.execute("CREATE INDEX roles_by_account ON roles (account_id) WHERE account_id IS NOT NULL")
    db.execute("""
        INSERT INTO roles (id, community_id, role, name, account_id, began, created_at)
        SELECT m.community_id || ':' || m.account_id, m.community_id, m.role, a.name, m.account_id,
               SUBSTR(m.created_at, 1, 10), m.created_at
        FROM memberships m JOIN accounts a ON a.id = m.account_id""")
    db.execute("""
        CREATE TABLE invitations (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            token_hash TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL DEFAULT '',
            role_id TEXT REFERENCES roles (id) ON DELETE SET NULL,
            meeting_id TEXT REFERENCES meetings (id) ON DELETE CASCADE,
            invited_by TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            revoked_at TEXT,
            used_at TEXT,
            used_by TEXT REFERENCES accounts (id) ON DELETE SET NULL)""")
    db.execute("CREATE INDEX invitations_by_community ON invitations (community_id, created_at)")


@MIGRATIONS()
def m032_matches_and_workgroups(db: Database) -> None:
    """Who meets whom, kept so that nobody meets the same person twice; and workgroups between meetings."""
    db.execute("""
        CREATE TABLE matches (
            id TEXT PRIMARY KEY,
            round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
            met_in TEXT REFERENCES rounds (id) ON DELETE SET NULL,
            number INTEGER NOT NULL,
            issue TEXT NOT NULL)""")
    db.execute("CREATE INDEX matches_by_round ON matches (round_id)")
    db.execute("CREATE INDEX matches_met ON matches (met_in) WHERE met_in IS NOT NULL")
    db.execute("""
        CREATE TABLE matched (
            match_id TEXT NOT NULL REFERENCES matches (id) ON DELETE CASCADE,
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            stand TEXT NOT NULL,
            place TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (match_id, participant_id))""")
    db.execute("CREATE INDEX matched_by_participant ON matched (participant_id)")
    db.execute("""
        CREATE TABLE workgroups (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            goal TEXT NOT NULL DEFAULT '{}',
            lead TEXT NOT NULL DEFAULT '',
            people INTEGER,
            began_on TEXT NOT NULL,
            due_on TEXT,
            activity_id TEXT,
            group_id TEXT,
            closed_on TEXT,
            outcome TEXT NOT NULL DEFAULT '{}',
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX workgroups_by_community ON workgroups (community_id)")
    db.execute("""
        CREATE TABLE workgroup_notes (
            id TEXT PRIMARY KEY,
            workgroup_id TEXT NOT NULL REFERENCES workgroups (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            on_day TEXT NOT NULL,
            done_on TEXT)""")
    db.execute("CREATE INDEX workgroup_notes_by_group ON workgroup_notes (workgroup_id, on_day)")


@MIGRATIONS()
def m033_room_and_network(db: Database) -> None:
    """How constituents are involved and who is wished for; public pages; networks, their places and what they share."""
    db.execute("""
        CREATE TABLE involvements (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            decision TEXT NOT NULL,
            people TEXT NOT NULL,
            part TEXT NOT NULL,
            since TEXT NOT NULL,
            until TEXT,
            created_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX involvements_by_community ON involvements (community_id)")
    db.execute("""
        CREATE TABLE wished_presence (
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            attribute TEXT NOT NULL,
            value TEXT NOT NULL,
            share INTEGER,
            PRIMARY KEY (community_id, attribute, value))""")
    db.execute("""
        CREATE TABLE public_pages (
            community_id TEXT PRIMARY KEY REFERENCES communities (id) ON DELETE CASCADE,
            token TEXT UNIQUE,
            purpose TEXT NOT NULL DEFAULT '{}',
            joining TEXT NOT NULL DEFAULT '{}',
            contact TEXT NOT NULL DEFAULT '',
            topics TEXT NOT NULL DEFAULT '{}',
            places TEXT NOT NULL DEFAULT '',
            shows_next INTEGER NOT NULL DEFAULT 1,
            is_listed INTEGER NOT NULL DEFAULT 0)""")
    db.execute("""
        CREATE TABLE public_digests (
            meeting_id TEXT PRIMARY KEY REFERENCES meetings (id) ON DELETE CASCADE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            released_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX public_digests_by_community ON public_digests (community_id)")
    db.execute("""
        CREATE TABLE networks (
            id TEXT PRIMARY KEY,
            account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
            name TEXT NOT NULL,
            sort TEXT NOT NULL,
            code TEXT UNIQUE,
            is_sample INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL)""")
    db.execute("""
        CREATE TABLE network_regions (
            id TEXT PRIMARY KEY,
            network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            position INTEGER NOT NULL)""")
    db.execute("CREATE INDEX network_regions_by_network ON network_regions (network_id)")
    db.execute("""
        CREATE TABLE network_places (
            id TEXT PRIMARY KEY,
            network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
            region_id TEXT NOT NULL REFERENCES network_regions (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            across INTEGER,
            down INTEGER)""")
    db.execute("CREATE INDEX network_places_by_network ON network_places (network_id)")
    db.execute("""
        CREATE TABLE network_members (
            network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            region_id TEXT REFERENCES network_regions (id) ON DELETE SET NULL,
            joined_at TEXT NOT NULL,
            PRIMARY KEY (network_id, community_id))""")
    db.execute("CREATE INDEX network_members_by_community ON network_members (community_id)")
    db.execute("""
        CREATE TABLE network_served (
            place_id TEXT NOT NULL REFERENCES network_places (id) ON DELETE CASCADE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            PRIMARY KEY (place_id, community_id))""")
    db.execute("""
        CREATE TABLE network_offers (
            id TEXT PRIMARY KEY,
            network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            sort TEXT NOT NULL,
            title TEXT NOT NULL,
            about TEXT NOT NULL DEFAULT '{}',
            steps TEXT NOT NULL,
            offered_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX network_offers_by_network ON network_offers (network_id)")


@MIGRATIONS()
def m034_between_meetings(db: Database) -> None:
    db.execute("""
        CREATE TABLE member_links (
            token_hash TEXT PRIMARY KEY,
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            made_at TEXT NOT NULL)""")
    db.execute("CREATE INDEX member_links_by_participant ON member_links (participant_id)")
    db.execute("""
        CREATE TABLE own_marks (
            participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            promise TEXT NOT NULL,
            status TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (participant_id, promise))""")
    db.execute("""
        CREATE TABLE open_questions (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            opened_at TEXT NOT NULL,
            closed_at TEXT)""")
    db.execute("CREATE INDEX open_questions_by_community ON open_questions (community_id, opened_at)")
    db.execute("""
        CREATE TABLE open_replies (
            id TEXT PRIMARY KEY,
            question_id TEXT NOT NULL REFERENCES open_questions (id) ON DELETE CASCADE,
            participant_id TEXT REFERENCES participants (id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            is_hidden INTEGER NOT NULL DEFAULT 0,
            UNIQUE (question_id, participant_id))""")
    db.execute("CREATE INDEX open_replies_by_participant ON open_replies (participant_id)")


@MIGRATIONS()
def m035_lesson_from_a_trial(db: Database) -> None:
    """Which small test of change an entry was made of; "" where it was made of none."""
    db.execute("ALTER TABLE library_items ADD COLUMN trial_id TEXT NOT NULL DEFAULT ''")
