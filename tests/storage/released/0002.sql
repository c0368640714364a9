BEGIN TRANSACTION;
CREATE TABLE accounts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	role VARCHAR DEFAULT 'guest' NOT NULL, 
	credits INTEGER DEFAULT '0' NOT NULL, 
	language VARCHAR, 
	agreed_version VARCHAR, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME, 
	erased_at DATETIME, 
	CONSTRAINT ck_accounts_role CHECK (role IN ('guest', 'member', 'blocked')), 
	CONSTRAINT ck_accounts_credits CHECK (credits >= 0)
);
INSERT INTO "accounts" VALUES(1,'member',45,'de','2026-11-22','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL);
INSERT INTO "accounts" VALUES(2,'guest',0,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL);
CREATE TABLE adapter_state (
	platform VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_adapter_state PRIMARY KEY (platform, name)
);
INSERT INTO "adapter_state" VALUES('telegram','menus','hash');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	act VARCHAR NOT NULL, 
	subject BLOB, 
	counts JSON NOT NULL
);
INSERT INTO "audit" VALUES(1,'2026-11-22 12:00:00.000000','erase',X'6B657965642068617368','{"jobs": 3}');
CREATE TABLE buttons (
	token_hash BLOB NOT NULL, 
	account_id INTEGER NOT NULL, 
	command VARCHAR NOT NULL, 
	given BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, panel VARCHAR, 
	CONSTRAINT pk_buttons PRIMARY KEY (token_hash), 
	CONSTRAINT fk_buttons_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "buttons" VALUES(X'52BD127BC3E1F1BD9AEE513C5FEFED492AEDB23CBC37CA5A61A13A0299FC5375',1,'delete',X'7365616C6564','2026-11-22 12:10:00.000000',NULL);
INSERT INTO "buttons" VALUES(X'1C2973F2F41C892FC10239C0606285359FF43E4B066C2C24409E8D99939C2022',1,'blur',X'7365616C6564','2026-11-28 12:00:00.000000','panel');
INSERT INTO "buttons" VALUES(X'918DA48F304DFC8A2AB0782D96F0FF98384DF22448E8AF9E8B8F9F41C72EB867',1,'resize',X'7365616C6564','2026-11-28 12:00:00.000000','panel');
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
INSERT INTO "consents" VALUES(1,1,'terms','2026-11-22','2026-11-22 12:00:00.000000',NULL);
CREATE TABLE groups (
	platform VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	language VARCHAR, 
	result VARCHAR, 
	auto_delete_minutes INTEGER, 
	off_tools JSON NOT NULL, 
	removed_at DATETIME, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_groups PRIMARY KEY (platform, group_id), 
	CONSTRAINT ck_groups_result CHECK (result IN ('photo', 'file'))
);
INSERT INTO "groups" VALUES('telegram','-1001','de','file',60,'["blur", "resize"]',NULL,'2026-11-26 12:00:00.000000');
INSERT INTO "groups" VALUES('telegram','-1002',NULL,NULL,NULL,'[]','2026-11-26 12:00:00.000000','2026-11-26 12:00:00.000000');
CREATE TABLE identities (
	platform VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, unreachable_at DATETIME, 
	CONSTRAINT pk_identities PRIMARY KEY (platform, external_id), 
	CONSTRAINT fk_identities_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "identities" VALUES('telegram','1001',1,'2026-11-26 12:00:00.000000');
INSERT INTO "identities" VALUES('web','visitor',2,NULL);
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
INSERT INTO "inbox" VALUES('telegram',501,X'6B657965642068617368',X'7365616C6564','waiting',0,'2026-11-26 12:00:00.000000');
INSERT INTO "inbox" VALUES('telegram',502,NULL,NULL,'done',1,'2026-11-26 12:00:00.000000');
INSERT INTO "inbox" VALUES('telegram',503,NULL,X'7365616C6564','poison',0,'2026-11-26 12:00:00.000000');
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
	keep_until DATETIME, 
	CONSTRAINT ck_jobs_state CHECK (state IN ('reserved', 'running', 'done', 'delivered', 'failed', 'cancelled', 'undeliverable')), 
	CONSTRAINT ck_jobs_price CHECK (price >= 0), 
	CONSTRAINT fk_jobs_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_jobs_account_id_idempotency_key UNIQUE (account_id, idempotency_key), 
	CONSTRAINT uq_jobs_public_id UNIQUE (public_id)
);
INSERT INTO "jobs" VALUES(1,'J-SKE0NE',1,'web','update-0','reserved','cpu',0,0,5,'resize|blur',X'7374657073',X'736F7572636573',X'7265706C7920746F','en',NULL,NULL,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "jobs" VALUES(2,'J-CAZZF4',1,'web','update-1','running','cpu',1,0,5,'resize|blur',X'7374657073',X'736F7572636573',X'7265706C7920746F','en',NULL,NULL,NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,NULL,NULL);
INSERT INTO "jobs" VALUES(3,'J-R6YE96',1,'web','update-2','delivered','cpu',1,0,5,'resize|blur',X'7374657073',NULL,X'7265706C7920746F','en','out/3/1',X'7365616C6564206661637473',NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL);
INSERT INTO "jobs" VALUES(4,'J-6RX5W4',1,'web','update-3','failed','cpu',1,0,5,'resize|blur',X'7374657073',NULL,X'7265706C7920746F','en',NULL,NULL,'too_many_pixels','{"limit": 50000000}','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,NULL);
INSERT INTO "jobs" VALUES(5,'J-A5FFRT',1,'web','update-4','undeliverable','cpu',1,0,5,'resize|blur',X'7374657073',NULL,X'7265706C7920746F','en',NULL,NULL,NULL,NULL,'2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000','2026-11-22 12:00:00.000000',NULL,NULL);
INSERT INTO "jobs" VALUES(6,'J-WHGJY0',2,'web','form-1','reserved','cpu',0,0,0,'resize|blur',X'7374657073',X'736F7572636573',X'7265706C7920746F','en',NULL,NULL,NULL,NULL,'2026-11-22 12:00:00.000000',NULL,NULL,NULL,NULL);
CREATE TABLE last_pictures (
	account_id INTEGER NOT NULL, 
	place BLOB NOT NULL, 
	content BLOB NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_last_pictures PRIMARY KEY (account_id, place), 
	CONSTRAINT fk_last_pictures_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "last_pictures" VALUES(1,X'6B657965642068617368',X'7365616C6564','2026-11-27 12:00:00.000000');
CREATE TABLE ledger (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	job_id INTEGER, 
	kind VARCHAR NOT NULL, 
	amount INTEGER NOT NULL, 
	cause VARCHAR, 
	at DATETIME NOT NULL, 
	CONSTRAINT ck_ledger_kind CHECK ((kind = 'grant' AND job_id IS NULL AND cause IS NOT NULL AND amount > 0) OR (kind = 'hold' AND job_id IS NOT NULL AND amount < 0) OR (kind = 'capture' AND job_id IS NOT NULL AND amount = 0) OR (kind IN ('refund', 'reversal') AND job_id IS NOT NULL AND amount > 0)), 
	CONSTRAINT fk_ledger_account_id FOREIGN KEY(account_id) REFERENCES accounts (id), 
	CONSTRAINT uq_ledger_cause UNIQUE (cause), 
	CONSTRAINT uq_ledger_job_id_kind UNIQUE (job_id, kind)
);
INSERT INTO "ledger" VALUES(1,1,NULL,'grant',60,'charge-1','2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(2,1,1,'hold',-5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(3,1,2,'hold',-5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(4,1,3,'hold',-5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(5,1,3,'capture',0,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(6,1,4,'hold',-5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(7,1,4,'refund',5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(8,1,5,'hold',-5,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(9,1,5,'capture',0,NULL,'2026-11-22 12:00:00.000000');
INSERT INTO "ledger" VALUES(10,1,5,'reversal',5,NULL,'2026-11-22 12:00:00.000000');
CREATE TABLE settings (
	account_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (account_id, name), 
	CONSTRAINT fk_settings_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "settings" VALUES(1,'history','off');
CREATE TABLE shown_messages (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	address BLOB NOT NULL, 
	delete_at DATETIME NOT NULL, 
	CONSTRAINT fk_shown_messages_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
);
INSERT INTO "shown_messages" VALUES(1,1,X'7365616C6564','2026-11-26 12:05:00.000000');
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
INSERT INTO "usage" VALUES(1,'2026-11-22','blur',1);
CREATE INDEX ix_buttons_account_id ON buttons (account_id);
CREATE INDEX ix_buttons_expires_at ON buttons (expires_at);
CREATE INDEX ix_consents_account_id ON consents (account_id);
CREATE INDEX ix_identities_account_id ON identities (account_id);
CREATE INDEX ix_jobs_settled_at ON jobs (settled_at);
CREATE INDEX ix_jobs_unfinished ON jobs (state, id) WHERE delivered_at IS NULL;
CREATE INDEX ix_ledger_account_id ON ledger (account_id);
CREATE UNIQUE INDEX uq_ledger_settles_once ON ledger (job_id) WHERE kind IN ('capture', 'refund');
CREATE INDEX ix_stored_files_account_id ON stored_files (account_id);
CREATE INDEX ix_stored_files_expires_at ON stored_files (expires_at);
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX ix_inbox_state ON inbox (platform, state, update_id);
CREATE INDEX ix_last_pictures_expires_at ON last_pictures (expires_at);
CREATE INDEX ix_shown_messages_account_id ON shown_messages (account_id);
CREATE INDEX ix_shown_messages_delete_at ON shown_messages (delete_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('accounts',2);
INSERT INTO "sqlite_sequence" VALUES('ledger',10);
INSERT INTO "sqlite_sequence" VALUES('jobs',6);
INSERT INTO "sqlite_sequence" VALUES('audit',1);
INSERT INTO "sqlite_sequence" VALUES('shown_messages',1);
COMMIT;
