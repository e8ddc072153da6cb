import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inProject } from '../../machine/project-paths';
import { readStrings } from '../generate/strings';
import { quotesNotOnThePage } from './quoted-words';

const strings = Object.values(readStrings(inProject('src', 'resources', 'strings', 'strings.resjson')).strings);

for (const name of ['use.md', 'troubleshoot.md']) {
  test(`docs/${name} quotes only words that the page has`, () => {
    assert.deepEqual(quotesNotOnThePage(readFileSync(inProject('docs', name), 'utf8'), strings), []);
  });
}

test('words that no string has are found, and placeholders and omissions are not', () => {
  const page = ['Set up', 'Fill in {0} keys', 'Can’t reach {0}. Try again.', '{0}: {1}'];
  const quotes = (text: string): string[] => quotesNotOnThePage(text, page);
  assert.deepEqual(quotes("**Set up**, **Settings › Set up**, “Can't reach node01. Try again.”, “Can’t reach …”"), []);
  assert.deepEqual(quotes('**Fill in 4 keys**, **Fill in … keys** and `**code**`\n```\n**code**\n```'), []);
  assert.deepEqual(quotes('**Set it up**, **Fill\nin keys**, “Can’t find …”'), [
    'Set it up',
    'Fill in keys',
    'Can’t find …'
  ]);
  assert.deepEqual(quotes('**Anything: at all**'), ['Anything: at all']);
});
