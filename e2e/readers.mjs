// Reads the exports of the folder given with the libraries that others read
// them with, and prints what they found as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseCSL, parseRIS } from "biblatex-csl-converter";
import ICAL from "ical.js";

const dir = process.argv[2];
const file = name => readFileSync(join(dir, name), "utf8");

// Text comes as ProseMirror nodes.
const plain = v => Array.isArray(v) ? v.map(plain).join("") : typeof v === "object" && v ? v.text ?? plain(Object.values(v)) : String(v ?? "");
const entries = db => Object.values(db).map(e => ({
  type: e.bib_type, title: plain(e.fields.title), date: plain(e.fields.date), url: plain(e.fields.url),
  journal: plain(e.fields.journaltitle), author: plain(e.fields.author)
}));
const read = result => ({ entries: entries(result.entries), errors: (result.errors ?? []).map(e => JSON.stringify(e)) });

const calendar = new ICAL.Component(ICAL.parse(file("timeline.ics")));
const events = calendar.getAllSubcomponents("vevent").map(c => {
  const e = new ICAL.Event(c);
  return { title: e.summary, start: e.startDate.toString(), end: e.endDate.toString(), uid: e.uid, note: e.description };
});

console.log(JSON.stringify({
  bibtex: read(parse(file("sources.bib"), { processUnexpected: false })),
  ris: read(parseRIS(file("sources.ris"))),
  csl: entries(parseCSL(Object.fromEntries(JSON.parse(file("sources.csl.json")).map(i => [i.id, i])))),
  calendar: events
}));
