import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withParts } from './document';

const names = ['start', 'set-up', 'scripts'];

test('a document gets what was measured, and keeps the rest', () => {
  const first = withParts(
    '',
    '# Title',
    names,
    new Map([
      ['scripts', '## Scripts\n\nTwo.'],
      ['start', '## Start\n\nOne.']
    ])
  );
  assert.equal(
    first,
    '# Title\n\n<!-- part: start -->\n\n## Start\n\nOne.\n\n<!-- part: scripts -->\n\n## Scripts\n\nTwo.\n'
  );
  const second = withParts(
    first,
    '# New title',
    names,
    new Map([
      ['set-up', '## Set up'],
      ['start', '## Start\n\nOther.']
    ])
  );
  assert.match(second, /^# New title\n\n<!-- part: start -->\n\n## Start\n\nOther\.\n\n<!-- part: set-up -->/);
  assert.match(second, /Two\.\n$/);
  assert.doesNotMatch(second, /One\./);
  assert.equal(withParts(second, '# New title', names, new Map()), second);
});

test('a part that there no longer is isn’t kept', () => {
  const document = withParts('', '# Title', ['old'], new Map([['old', '## Old']]));
  assert.equal(withParts(document, '# Title', names, new Map()), '# Title\n');
});
