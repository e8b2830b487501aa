import { expect, test } from 'vitest';
import { chunksOf, keyOf, stemOf } from '../../src/curriculum/search-words.ts';

test.each([
  ['C#', ['csharp'], 'csharp'],
  ['C++ and .NET', ['cpp', 'and', 'dotnet'], 'cppanddotnet'],
  ['ASP.NET', ['asp', 'net'], 'aspnet'],
  ['N+1', ['n', 'plus', '1'], 'nplus1'],
  ['n-plus-one', ['n', 'plus', 'one'], 'nplus1'],
  ['HTTP/3', ['http', '3'], 'http3'],
  ['2PC', ['2pc'], '2pc'],
  ['CI/CD', ['ci', 'cd'], 'cicd'],
  ['Don’t', ['dont'], 'dont'],
  ['B-tree indexes, and when', ['b', 'tree', 'indexes', 'and', 'when'], 'btreeindexesandwhen'],
  ['Über-Straße', ['uber', 'strasse'], 'uberstrasse'],
  ['İstanbul', ['istanbul'], 'istanbul'],
  ['ｆｕｌｌ ｗｉｄｔｈ', ['full', 'width'], 'fullwidth'],
  ['R + W', ['r', 'plus', 'w'], 'rplusw'],
  ['-/._+#', [], ''],
])('%s is taken apart', (text, parts, key) => {
  expect(chunksOf(text).flatMap(chunk => chunk.parts)).toEqual(parts);
  expect(keyOf(text)).toBe(key);
});

test.each([
  ['cache', 'caches', 'caching', 'cached'],
  ['query', 'queries', 'querying'],
  ['index', 'indexes', 'indexing', 'indexed'],
  ['shard', 'shards', 'sharding'],
  ['plan', 'plans', 'planned', 'planning'],
  ['balance', 'balancer', 'balancers', 'balancing'],
  ['replicate', 'replication'],
  ['orchestrator', 'orchestration'],
  ['normalise', 'normalize', 'normalisation', 'normalization'],
  ['authenticate', 'authentication'],
])('%s and its forms are one word', (...forms) => {
  expect(new Set(forms.map(stemOf)).size).toBe(1);
});

test.each([
  ['string', 'strong'],
  ['bus', 'bu'],
  ['class', 'cl'],
  ['http', 'https'],
  ['status', 'state'],
  ['process', 'proces'],
])('%s is not %s', (one, other) => {
  expect(stemOf(one)).not.toBe(stemOf(other));
});
