import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { faultsOfPictures } from './picture-faults';
import { pictures } from './pictures';

const root = path.join(__dirname, '..', '..');

test('every picture in the documents is there, is used, and is one that "npm run pictures" takes', () => {
  const documents = [root, path.join(root, 'docs')].flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.md'))
      .map(name => readFileSync(path.join(folder, name), 'utf8'))
  );
  const files = readdirSync(path.join(root, 'docs', 'pictures'));
  const names = pictures.map(({ name }) => name);
  assert.deepEqual(faultsOfPictures({ documents, files, names }), []);
  assert.ok(names.length >= 6);
});

test('a picture that is missing, not used, or made by hand is found', () => {
  const fine = { documents: ['![One](docs/pictures/one.png)'], files: ['one.png'], names: ['one'] };
  assert.deepEqual(faultsOfPictures(fine), []);
  assert.deepEqual(faultsOfPictures({ ...fine, documents: [] }), ['one.png: no document shows it']);
  assert.deepEqual(faultsOfPictures({ ...fine, files: [] }), ['one.png: missing in docs/pictures']);
  assert.deepEqual(faultsOfPictures({ ...fine, names: [] }), ['one.png: "npm run pictures" doesn’t take it']);
  assert.deepEqual(faultsOfPictures({ documents: ['![Two](pictures/two.png)'], files: [], names: [] }), [
    'two.png: missing in docs/pictures',
    'two.png: "npm run pictures" doesn’t take it'
  ]);
});
