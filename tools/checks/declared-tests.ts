import ts from 'typescript';
import { lineAt } from '../problems';
import type { SourceFile } from './source-files';

/** A test as its file declares it. */
export interface DeclaredTest {
  /** Null where the title is put together while the file runs: nobody can name such a test. */
  title: string | null;
  line: number;
  /** What keeps it from running or from proving anything, as it is written; null where nothing does. */
  notRun: string | null;
}

const stops = new Set(['skip', 'fixme', 'fail', 'only', 'todo']);

/** Jasmine's words of one piece, by which tests are left out, or run alone. */
const jasmineStops: Record<string, string> = {
  xit: 'skip',
  xdescribe: 'skip',
  fit: 'only',
  fdescribe: 'only',
  pending: 'skip'
};

/** Every test of a file for Playwright, jasmine or Node's runner, in order, as the TypeScript compiler reads it. */
export function declaredTests({ name, text }: SourceFile): DeclaredTest[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const tests: { node: ts.CallExpression; test: DeclaredTest }[] = [];
  const stopped: { within: ts.Node; by: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText(source);
      const stop = stopOf(node);
      if (stop !== null) {
        // Where one test is to run alone, no other test of the file does.
        stopped.push({ within: stop === 'only' ? source : withinOf(node, source), by: called });
      }
      if (isTest(node)) {
        const [title] = node.arguments;
        const plain = ts.isStringLiteralLike(title) ? title.text : null;
        tests.push({ node, test: { title: plain, line: lineAt(text, node.getStart(source)), notRun: null } });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tests.map(({ node, test }) => {
    const by = stopped.find(({ within }) => contains(within, node));
    return by === undefined ? test : { ...test, notRun: by.by };
  });
}

/** `test(…)` or `it(…)`, and `test.skip(…)`, `xit(…)` and the like, with a title and a body. */
function isTest(node: ts.CallExpression): boolean {
  return (
    /^(?:test|[xf]?it)(?:\.\w+)?$/.test(node.expression.getText()) &&
    (ts.isIdentifier(node.expression) || stopOf(node) !== null) &&
    hasBody(node)
  );
}

/** The word by which a call leaves out tests, or runs one alone; null for any other call. */
function stopOf(node: ts.CallExpression): string | null {
  const called = node.expression;
  if (ts.isIdentifier(called)) {
    return jasmineStops[called.text] ?? null;
  }
  if (!ts.isPropertyAccessExpression(called) || !stops.has(called.name.text)) {
    return null;
  }
  return /^(?:test|testInfo|it|describe)\b/.test(called.expression.getText()) ? called.name.text : null;
}

/** `test.skip('title', …)` concerns itself; a bare `test.skip()` all that stands around it. */
function withinOf(node: ts.CallExpression, source: ts.SourceFile): ts.Node {
  if (hasBody(node)) {
    return node;
  }
  let around: ts.Node = node.parent;
  while (around !== source && !(ts.isCallExpression(around) && (isTest(around) || isDescribe(around)))) {
    around = around.parent;
  }
  return around;
}

function isDescribe(node: ts.CallExpression): boolean {
  return /(?:^|\.)[xf]?describe\b/.test(node.expression.getText());
}

function hasBody({ arguments: [, ...others] }: ts.CallExpression): boolean {
  return others.some(one => ts.isArrowFunction(one) || ts.isFunctionExpression(one));
}

function contains(around: ts.Node, node: ts.Node): boolean {
  return around.pos <= node.pos && node.end <= around.end;
}
