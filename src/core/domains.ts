/** The first half of a lesson's id is its domain: `db/acid` belongs to `db`. */

const names: Readonly<Record<string, string>> = {
  api: 'APIs',
  arch: 'Architecture',
  auth: 'Logging in and permissions',
  cache: 'Caching',
  cloud: 'Cloud',
  code: 'Code quality',
  config: 'Configuration and secrets',
  container: 'Containers',
  db: 'Databases',
  delivery: 'Building and releasing',
  dsa: 'Data structures and algorithms',
  fmt: 'Data formats',
  git: 'Git',
  http: 'HTTP',
  lang: 'Programming languages',
  learn: 'How to learn',
  msg: 'Messages and queues',
  net: 'Networks',
  nosql: 'NoSQL databases',
  obs: 'Logs, metrics and traces',
  ops: 'Operations',
  os: 'Operating systems',
  proxy: 'Reverse proxies',
  resilience: 'Resilience',
  scale: 'Scaling',
  sec: 'Security',
  sys: 'System design',
  test: 'Testing',
  web: 'Web servers',
};

export const domainOf = (lessonId: string): string => lessonId.split('/', 1)[0] ?? lessonId;

/** A domain in words; one of a teacher's own curriculum that isn't known here stays as it is written. */
export const domainName = (domain: string): string =>
  (Object.hasOwn(names, domain) ? names[domain] : undefined) ?? domain;
