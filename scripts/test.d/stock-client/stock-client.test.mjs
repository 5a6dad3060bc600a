// What somebody with the stock JavaScript client sees of a running Winnow: discovery by ADR-32 and
// an ordinary request with its reply or error. NATS_URL names the server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, headers } from "@nats-io/transport-node";
import { Svcm } from "@nats-io/services";

const NAME = /^[a-zA-Z0-9_-]+$/;
const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const RFC3339_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const WATCHLIST_SCREEN = "watchlist.v1.screen";
const EXPECTED = {
  applications: ["get", "list", "submit"],
  screening: ["policy", "result"],
  velocity: ["check"],
  watchlist: ["lists", "load", "screen"],
};

let nc;
let services;

before(async () => {
  nc = await connect({ servers: process.env.NATS_URL, name: "stock-client-test", timeout: 5000 });
  services = new Svcm(nc).client({ strategy: "stall", maxWait: 3000 });
});
after(async () => nc?.close());

async function all(iterator) {
  const found = [];
  for await (const item of await iterator) found.push(item);
  return found;
}

function byName(replies) {
  return new Map(replies.map((reply) => [reply.name, reply]));
}

function assertIdentity(reply, type) {
  assert.equal(reply.type, `io.nats.micro.v1.${type}`);
  assert.match(reply.name, NAME);
  assert.match(reply.version, SEMVER);
  assert.ok(reply.id.length > 0);
  assertMetadata(reply.metadata);
}

function assertMetadata(metadata) {
  assert.equal(typeof metadata, "object");
  assert.notEqual(metadata, null);
  for (const [key, value] of Object.entries(metadata)) {
    assert.equal(typeof value, "string", `metadata ${key}`);
  }
}

test("every service answers a ping, with an identity", async () => {
  const found = await all(services.ping());
  assert.deepEqual([...new Set(found.map((ping) => ping.name))].sort(), Object.keys(EXPECTED));
  for (const ping of found) assertIdentity(ping, "ping_response");
});

test("info names every endpoint with subject, queue group and metadata", async () => {
  const found = byName(await all(services.info()));
  for (const [name, endpoints] of Object.entries(EXPECTED)) {
    const info = found.get(name);
    assert.ok(info, `no info from ${name}`);
    assertIdentity(info, "info_response");
    assert.equal(typeof info.description, "string");
    assert.ok(info.description.length > 0);
    const offered = info.endpoints.map((endpoint) => endpoint.name);
    for (const endpoint of endpoints) assert.ok(offered.includes(endpoint), `${name}.${endpoint}`);
    for (const endpoint of info.endpoints) {
      assert.match(endpoint.name, NAME);
      assert.equal(endpoint.queue_group, "q");
      // Each instance tells its own limits, on a subject of its own.
      const own = `winnow.policies.${name}.${info.id}`;
      if (endpoint.name === "winnow-policies") assert.equal(endpoint.subject, own);
      else assert.match(endpoint.subject, new RegExp(`^${name}\\.v\\d+\\.${endpoint.name}$`));
      assertMetadata(endpoint.metadata);
    }
  }
});

test("one service, and one instance, can be asked alone", async () => {
  const [ping] = await all(services.ping("watchlist"));
  assert.equal(ping.name, "watchlist");
  const infos = await all(services.info("watchlist", ping.id));
  assert.equal(infos.length, 1);
  assert.equal(infos[0].id, ping.id);
  // The server's own word for "nobody": at once, not after a time-out.
  await assert.rejects(nc.request("$SRV.PING.nobody", undefined, { timeout: 2000 }), /no responders/i);
});

test("a request gets its reply", async () => {
  const reply = await nc.request(
    WATCHLIST_SCREEN,
    JSON.stringify({ name: "Nobody Of That Name Anywhere", kind: "person" }),
    { timeout: 5000 },
  );
  assert.equal(reply.headers?.get("Nats-Service-Error-Code") ?? "", "");
  const body = reply.json();
  assert.ok(Array.isArray(body.hits));
  assert.ok(body.lists.length > 0, "the reply says which lists were looked at");
  for (const list of body.lists) assert.ok(list.version >= 1 && list.entries > 0);
});

test("a name on the list is a hit that explains itself", async () => {
  const name = process.env.LISTED_NAME;
  assert.ok(name, "LISTED_NAME names somebody on the loaded list");
  const reply = await nc.request(WATCHLIST_SCREEN, JSON.stringify({ name }), { timeout: 5000 });
  const [best] = reply.json().hits;
  assert.ok(best, `no hit for ${name}`);
  assert.ok(best.list && best.entry && best.matchedName);
  assert.ok(best.score > 0.8 && best.score <= 1, `score ${best.score}`);
  assert.ok(best.explanation.length > 0);
});

for (const [what, body] of [
  ["no name", JSON.stringify({ kind: "person" })],
  ["a wrong kind", JSON.stringify({ name: "A", kind: "cat" })],
  ["no JSON", "{ not json"],
  ["an empty body", ""],
]) {
  test(`a request with ${what} gets a service error with headers and body`, async () => {
    const reply = await nc.request(WATCHLIST_SCREEN, body, { timeout: 5000 });
    assert.equal(reply.headers?.get("Nats-Service-Error-Code"), "400");
    assert.match(reply.headers.get("Nats-Service-Error"), /^[\x20-\x7e]+$/);
    const error = reply.json();
    assert.equal(error.code, 400);
    assert.equal(error.error, "invalid_request");
    assert.ok(error.message.length > 0);
    assert.ok(Array.isArray(error.violations));
  });
}

test("a broken rule names the field", async () => {
  const reply = await nc.request(WATCHLIST_SCREEN, JSON.stringify({ name: " " }), { timeout: 5000 });
  const { violations } = reply.json();
  assert.ok(violations.some((violation) => violation.field === "name"), JSON.stringify(violations));
});

test("work whose caller has given up is not started", async () => {
  const h = headers();
  h.set("winnow-deadline-ms", "0");
  const reply = await nc.request(WATCHLIST_SCREEN, JSON.stringify({ name: "A" }), {
    headers: h,
    timeout: 5000,
  });
  assert.equal(reply.headers?.get("Nats-Service-Error-Code"), "408");
});

test("stats count requests and errors, and are complete", async () => {
  const read = async () =>
    (await all(services.stats("watchlist")))
      .flatMap((stats) => stats.endpoints)
      .filter((endpoint) => endpoint.name === "screen")
      .reduce((sum, e) => [sum[0] + e.num_requests, sum[1] + e.num_errors], [0, 0]);
  const [requests, errors] = await read();
  await nc.request(WATCHLIST_SCREEN, JSON.stringify({ name: "A Person" }), { timeout: 5000 });
  await nc.request(WATCHLIST_SCREEN, "{}", { timeout: 5000 });
  assert.deepEqual(await read(), [requests + 2, errors + 1]);

  for (const stats of await all(services.stats())) {
    assertIdentity(stats, "stats_response");
    assert.match(stats.started, RFC3339_UTC);
    for (const endpoint of stats.endpoints) {
      for (const key of ["num_requests", "num_errors", "processing_time", "average_processing_time"]) {
        assert.ok(Number.isSafeInteger(endpoint[key]), `${stats.name}.${endpoint.name}.${key}`);
      }
      for (const key of ["name", "subject", "queue_group", "last_error"]) {
        assert.equal(typeof endpoint[key], "string", `${stats.name}.${endpoint.name}.${key}`);
      }
    }
  }
});
