/** A small valid curriculum, written into a temporary folder with the changes that a test makes to it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Texts = Readonly<Record<string, string | Uint8Array>>;

const titles = "Concept Analogy Do Don't Trade-offs Example Misconceptions Interview Practice".split(' ');
const body = titles.map(title => `## ${title}\nSome words on ports.`).join('\n\n');

const portsLesson = `---
id: net/ports
title: "Ports: many doors in one house"
rev: 1
level: beginner
minutes: { read: 6, practice: 10 }
summary: One machine has one address and many programs. A port number says which program gets the bytes.
objectives:
  - Say what a port number selects
  - Predict what a taken port does to a second server
resources:
  - ref: port-list
aliases: [net/port-numbers]
tags: [tcp]
---
${body}
`;

const socketsLesson = `---
id: net/sockets
title: Sockets
rev: 2
level: intermediate
minutes: { read: 8, practice: 20 }
summary: A socket is one end of a conversation. You learn which four numbers tell two conversations apart.
objectives:
  - Name the four numbers that make a connection unique
prerequisites:
  - net/ports
reviewed: 2026-03-01
---
${body}
`;

const portsBank = `lesson: net/ports
questions:
  - id: second-server
    type: single
    difficulty: 2
    kind: apply
    objective: 2
    stem: You start a second server on a port in use. What happens?
    options:
      - id: refused
        text: It can't listen there
        right: true
        why: The kernel gives a listening port to one owner.
      - id: shared
        text: Both share the requests
        why: Sharing must be asked for by both programs.
      - id: replaced
        text: The first one is stopped
        why: Nobody can take a port away from its owner.
  - id: well-known
    type: multi
    difficulty: 1
    kind: recall
    objective: 1
    stem: Which of these ports have a fixed meaning?
    options:
      - { id: p443, text: port 443, right: true, why: HTTPS listens here by default. }
      - { id: p22, text: port 22, right: true, why: SSH listens here by default. }
      - { id: p50123, text: port 50123, why: It lies in the range for short-lived ports. }
  - id: one-program
    type: truefalse
    difficulty: 1
    kind: analyse
    objective: 1
    stem: A port number belongs to a cable.
    answer: false
    why_true: A cable carries the bytes of every port.
    why_false: Ports are numbers in a header, read by the kernel.
  - id: steps
    type: order
    difficulty: 3
    kind: apply
    objective: 2
    stem: Put the steps of a server in order.
    items:
      - { id: bind, text: take the port }
      - { id: listen, text: wait for callers }
      - { id: accept, text: take one call }
    why: Without a port nobody can call, and a call must come before it is taken.
    wrong:
      - { answer: listen > bind > accept, why: A socket without a port has nothing to wait on. }
  - id: how-many
    type: fill
    difficulty: 2
    kind: recall
    objective: 1
    stem: How many bits has a port number?
    accept: ["16"]
    normalise: number
    tolerance: 0
    why: The header keeps two bytes for each port number.
    wrong:
      - { answer: "8", why: One byte would allow 256 ports only. }
  - id: printed
    type: output
    difficulty: 2
    kind: apply
    objective: 1
    stem: What does this print?
    language: js
    code: console.log(2 ** 16 - 1)
    accept: ["65535"]
    why: The largest number of sixteen bits is one less than the power.
`;

const socketsBank = portsBank.replace('net/ports', 'net/sockets').replaceAll('objective: 2', 'objective: 1');

const pathway = `id: first-steps
title: First steps
summary: Two lessons that every later one needs, in the only order that makes sense.
order: strict
pace: { mode: weeks, min: 1, max: 2 }
resources:
  - ref: port-list
nodes:
  - id: first-steps/one
    kind: phase
    title: Doors
    lessons:
      - net/ports
    children:
      - id: first-steps/one-more
        kind: module
        title: Ends
        lessons: [net/sockets, net/ports]
  - id: first-steps/two
    kind: phase
    title: Later
    topics: [names]
`;

const resources = `- id: port-list
  title: List of ports
  url: https://example.org/ports
  kind: docs
  cost: free
`;

export const sample = {
  'lessons/net/ports.md': portsLesson,
  'lessons/net/ports.quiz.yml': portsBank,
  'lessons/net/sockets.md': socketsLesson,
  'lessons/net/sockets.quiz.yml': socketsBank,
  'pathways/first-steps.yml': pathway,
  'resources.yml': resources,
} as const;

/** Writes files into a new folder that goes when the test ends. */
export async function writeFolder(texts: Texts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-curriculum-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}
