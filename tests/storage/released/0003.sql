BEGIN TRANSACTION;
CREATE TABLE accounts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	role VARCHAR DEFAULT 'guest' NOT NULL, 
	credits INTEGER DEFAULT '0' NOT NULL, 
	language VARCHAR, 
	agreed_version VARCHAR, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME, 
	erased_at DATETIME, debt INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_accounts_debt CHECK (debt >= 0), merged_into INTEGER, 
	CONSTRAINT ck_accounts_role CHECK (role IN ('guest', 'member', 'blocked')), 
	CONSTRAINT ck_accounts_credits CHECK (credits >= 0)
);
INSERT INTO "accounts" VALUES(1,'guest',0,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL,0,NULL);
INSERT INTO "accounts" VALUES(2,'member',4,NULL,'2026-11-22','2026-11-22 12:00:00.000000',NULL,NULL,0,NULL);
INSERT INTO "accounts" VALUES(3,'guest',0,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL,0,2);
INSERT INTO "accounts" VALUES(4,'guest',3,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL,0,NULL);
CREATE TABLE adapter_state (
	platform VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_adapter_state PRIMARY KEY (platform, name)
);
INSERT INTO "adapter_state" VALUES('telegram','menus','mark');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE announcements (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	text VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	told_up_to INTEGER DEFAULT '0' NOT NULL, 
	ended_at DATETIME
);
INSERT INTO "announcements" VALUES(1,'Hello','2026-11-22 12:00:00.000000',0,NULL);
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	act VARCHAR NOT NULL, 
	subject BLOB, 
	counts JSON NOT NULL
, actor BLOB);
INSERT INTO "audit" VALUES(1,'2026-11-22 12:00:00.000000','grant',X'7375626A656374','{"credits": 10}',X'6163746F72');
CREATE TABLE bans (
	person BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_bans PRIMARY KEY (person)
);
INSERT INTO "bans" VALUES(X'62616E6E6564','2026-11-22 12:00:00.000000');
CREATE TABLE buttons (
	token_hash BLOB NOT NULL, 
	account_id INTEGER NOT NULL, 
	command VARCHAR NOT NULL, 
	given BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, panel VARCHAR, 
	CONSTRAINT pk_buttons PRIMARY KEY (token_hash), 
	CONSTRAINT fk_buttons_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "buttons" VALUES(X'9FC128166B9D6D653352A4C5829316777ED48E30D7401C92B868C12DA7F04D6E',2,'redo',X'7365616C6564','2026-11-22 12:00:00.000000','p');
CREATE TABLE codes (
	code_hash BLOB NOT NULL, 
	account_id INTEGER, 
	credits INTEGER, 
	uses_left INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_codes PRIMARY KEY (code_hash), 
	CONSTRAINT ck_codes_purpose CHECK ((account_id IS NULL) <> (credits IS NULL)), 
	CONSTRAINT ck_codes_uses_left CHECK (uses_left >= 0), 
	CONSTRAINT fk_codes_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "codes" VALUES(X'8E116E265D7708F019BA3E852B5342DB7AD6B3AD98585A588285BD21740895C0',2,NULL,1,'2026-11-22 12:10:00.000000');
CREATE TABLE consents (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	purpose VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	given_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_consents PRIMARY KEY (id), 
	CONSTRAINT fk_consents_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "consents" VALUES(1,2,'terms','2026-11-22','2026-11-22 12:00:00.000000',NULL);
CREATE TABLE groups (
	platform VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	language VARCHAR, 
	result VARCHAR, 
	auto_delete_minutes INTEGER, 
	off_tools JSON NOT NULL, 
	removed_at DATETIME, 
	changed_at DATETIME NOT NULL, pot_cap INTEGER, 
	CONSTRAINT pk_groups PRIMARY KEY (platform, group_id), 
	CONSTRAINT ck_groups_result CHECK (result IN ('photo', 'file'))
);
INSERT INTO "groups" VALUES('telegram','-100','de',NULL,NULL,'[]',NULL,'2026-11-22 12:00:00.000000',5);
CREATE TABLE identities (
	platform VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, unreachable_at DATETIME, 
	CONSTRAINT pk_identities PRIMARY KEY (platform, external_id), 
	CONSTRAINT fk_identities_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "identities" VALUES('web','visitor-1',1,NULL);
INSERT INTO "identities" VALUES('telegram','1',2,NULL);
INSERT INTO "identities" VALUES('discord','1',2,NULL);
INSERT INTO "identities" VALUES('telegram','-100',4,NULL);
CREATE TABLE inbox (
	platform VARCHAR NOT NULL, 
	update_id INTEGER NOT NULL, 
	sender BLOB, 
	body BLOB, 
	state VARCHAR DEFAULT 'waiting' NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	received_at DATETIME NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (platform, update_id), 
	CONSTRAINT ck_inbox_state CHECK (state IN ('waiting', 'done', 'poison'))
);
INSERT INTO "inbox" VALUES('telegram',1,X'73656E646572',X'7365616C6564','waiting',0,'2026-11-22 12:00:00.000000');
CREATE TABLE jobs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	public_id VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	idempotency_key VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	lane VARCHAR NOT NULL, 
	attempt INTEGER DEFAULT '0' NOT NULL, 
	delivery_attempts INTEGER DEFAULT '0' NOT NULL, 
	price INTEGER NOT NULL, 
	tools VARCHAR NOT NULL, 
	steps BLOB NOT NULL, 
	sources BLOB, 
	reply_to BLOB, 
	locale VARCHAR, 
	result_key VARCHAR, 
	result BLOB, 
	error VARCHAR, 
	error_facts JSON, 
	created_at DATETIME NOT NULL, 
	started_at DATETIME, 
	settled_at DATETIME, 
	delivered_at DATETIME, 
	keep_until DATETIME, payer_id INTEGER, claims JSON, result_hashes JSON, forgotten_at DATETIME, 
	CONSTRAINT ck_jobs_state CHECK (state IN ('reserved', 'running', 'done', 'delivered', 'failed', 'cancelled', 'undeliverable')), 
	CONSTRAINT ck_jobs_price CHECK (price >= 0), 
	CONSTRAINT fk_jobs_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_jobs_account_id_idempotency_key UNIQUE (account_id, idempotency_key), 
	CONSTRAINT uq_jobs_public_id UNIQUE (public_id)
);
INSERT INTO "jobs" VALUES(1,'J-DAKVA5',2,'web','0','done','cpu',1,0,2,'resize|blur',X'7374657073',NULL,X'7265706C7920746F','en','out/1/1',X'7365616C6564',NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,'2026-11-23 12:00:00.000000',NULL,NULL,'["abababababababababababababababababababababababababababababababab"]',NULL);
INSERT INTO "jobs" VALUES(2,'J-GMSHA4',2,'web','1','done','cpu',1,0,1,'resize|blur',X'7374657073',NULL,X'7265706C7920746F','en','out/2/1',X'7365616C6564',NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,'2026-11-23 12:00:00.000000',4,NULL,'["abababababababababababababababababababababababababababababababab"]',NULL);
INSERT INTO "jobs" VALUES(3,'J-N5TSDZ',2,'web','2','running','cpu',1,0,0,'resize|blur',X'7374657073',X'736F7572636573',X'7265706C7920746F','en',NULL,NULL,NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,NULL,NULL,NULL,'[["free ai", "706572736f6e", "2026-11-22T00:00:00+00:00", 1]]',NULL,NULL);
CREATE TABLE last_pictures (
	account_id INTEGER NOT NULL, 
	place BLOB NOT NULL, 
	content BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_last_pictures PRIMARY KEY (account_id, place), 
	CONSTRAINT fk_last_pictures_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "last_pictures" VALUES(2,X'706C616365',X'7365616C6564','2026-11-22 12:00:00.000000');
CREATE TABLE ledger (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	job_id INTEGER, 
	kind VARCHAR NOT NULL, 
	amount INTEGER NOT NULL, 
	cause VARCHAR, 
	at DATETIME NOT NULL, 
	pair VARCHAR, 
	CONSTRAINT ck_ledger_kind CHECK ((kind IN ('grant', 'purchase') AND job_id IS NULL AND cause IS NOT NULL AND amount > 0) OR (kind = 'chargeback' AND job_id IS NULL AND cause IS NOT NULL AND amount < 0) OR (kind = 'transfer' AND job_id IS NULL AND pair IS NOT NULL AND amount <> 0) OR (kind = 'hold' AND job_id IS NOT NULL AND amount < 0) OR (kind = 'capture' AND job_id IS NOT NULL AND amount = 0) OR (kind IN ('refund', 'reversal') AND job_id IS NOT NULL AND amount > 0)), 
	CONSTRAINT fk_ledger_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_ledger_cause UNIQUE (cause), 
	CONSTRAINT uq_ledger_job_id_kind UNIQUE (job_id, kind), 
	CONSTRAINT uq_ledger_pair_account_id UNIQUE (pair, account_id)
);
INSERT INTO "ledger" VALUES(1,2,NULL,'grant',10,'gift 1','2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(2,3,NULL,'purchase',7,'stars 1','2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(3,2,NULL,'transfer',-4,NULL,'2026-11-22 12:00:00.000000','fund 1');
INSERT INTO "ledger" VALUES(4,4,NULL,'transfer',4,NULL,'2026-11-22 12:00:00.000000','fund 1');
INSERT INTO "ledger" VALUES(5,2,1,'hold',-2,NULL,'2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(6,2,1,'capture',0,NULL,'2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(7,4,2,'hold',-1,NULL,'2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(8,4,2,'capture',0,NULL,'2026-11-22 12:00:00.000000',NULL);
INSERT INTO "ledger" VALUES(9,3,NULL,'transfer',-7,NULL,'2026-11-22 12:00:00.000000','merge of 3');
INSERT INTO "ledger" VALUES(10,2,NULL,'transfer',7,NULL,'2026-11-22 12:00:00.000000','merge of 3');
INSERT INTO "ledger" VALUES(11,2,NULL,'chargeback',-7,'chargeback of stars 1','2026-11-22 12:00:00.000000',NULL);
CREATE TABLE notices (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER, 
	topic VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	facts JSON, 
	body BLOB, 
	created_at DATETIME NOT NULL, 
	told_at DATETIME, 
	CONSTRAINT fk_notices_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_notices_topic UNIQUE (topic)
);
INSERT INTO "notices" VALUES(1,2,'report 1','notice-report','{"job": ""}',X'7365616C6564','2026-11-22 12:00:00.000000',NULL);
CREATE TABLE quotas (
	holder BLOB NOT NULL, 
	name VARCHAR NOT NULL, 
	since DATETIME NOT NULL, 
	used INTEGER NOT NULL, 
	CONSTRAINT pk_quotas PRIMARY KEY (holder, name, since), 
	CONSTRAINT ck_quotas_used CHECK (used >= 0)
);
INSERT INTO "quotas" VALUES(X'706572736F6E','free ai','2026-11-22 00:00:00.000000',1);
CREATE TABLE settings (
	account_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (account_id, name), 
	CONSTRAINT fk_settings_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "settings" VALUES(2,'language','de');
CREATE TABLE shown_messages (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	address BLOB NOT NULL, 
	delete_at DATETIME NOT NULL, 
	CONSTRAINT fk_shown_messages_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "shown_messages" VALUES(1,2,X'7365616C6564','2026-11-22 12:00:00.000000');
CREATE TABLE stored_files (
	"key" VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	job_id INTEGER, 
	kind VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_stored_files PRIMARY KEY ("key"), 
	CONSTRAINT fk_stored_files_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "stored_files" VALUES('in/abc',2,NULL,'upload',1234,'2026-11-22 12:00:00.000000','2026-11-22 13:00:00.000000');
CREATE TABLE usage (
	account_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	tool VARCHAR NOT NULL, 
	jobs INTEGER NOT NULL, 
	CONSTRAINT pk_usage PRIMARY KEY (account_id, day, tool), 
	CONSTRAINT fk_usage_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "usage" VALUES(2,'2026-11-22','blur',1);
CREATE INDEX ix_buttons_account_id ON buttons (account_id);
CREATE INDEX ix_buttons_expires_at ON buttons (expires_at);
CREATE INDEX ix_consents_account_id ON consents (account_id);
CREATE INDEX ix_identities_account_id ON identities (account_id);
CREATE INDEX ix_jobs_settled_at ON jobs (settled_at);
CREATE INDEX ix_jobs_unfinished ON jobs (state, id) WHERE delivered_at IS NULL;
CREATE INDEX ix_stored_files_account_id ON stored_files (account_id);
CREATE INDEX ix_stored_files_expires_at ON stored_files (expires_at);
CREATE INDEX ix_inbox_state ON inbox (platform, state, update_id);
CREATE INDEX ix_last_pictures_expires_at ON last_pictures (expires_at);
CREATE INDEX ix_shown_messages_account_id ON shown_messages (account_id);
CREATE INDEX ix_shown_messages_delete_at ON shown_messages (delete_at);
CREATE INDEX ix_ledger_account_id ON ledger (account_id);
CREATE UNIQUE INDEX uq_ledger_settles_once ON ledger (job_id) WHERE kind IN ('capture', 'refund');
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX ix_codes_account_id ON codes (account_id);
CREATE INDEX ix_codes_expires_at ON codes (expires_at);
CREATE INDEX ix_notices_account_id ON notices (account_id);
CREATE INDEX ix_quotas_since ON quotas (since);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('ledger',11);
INSERT INTO "sqlite_sequence" VALUES('accounts',4);
INSERT INTO "sqlite_sequence" VALUES('shown_messages',1);
INSERT INTO "sqlite_sequence" VALUES('audit',1);
INSERT INTO "sqlite_sequence" VALUES('jobs',3);
INSERT INTO "sqlite_sequence" VALUES('notices',1);
INSERT INTO "sqlite_sequence" VALUES('announcements',1);
COMMIT;
