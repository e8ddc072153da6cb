// Jasmine and Node's runner list tests only by running them, so this reads titles from the source. It needn't look for
// tests that are skipped or run alone: ESLint refuses those in every file.
import ts from 'typescript';
import { lineAt } from '../problems';
import type { SourceFile } from './source-files';

/** A test that a file declares. The title is null if it's computed at run time, because then nothing can name it. */
export interface DeclaredTest {
  title: string | null;
  line: number;
}

/** The tests that a file declares with `test(…)` or `it(…)`, in order. */
export function declaredTests({ name, text }: SourceFile): DeclaredTest[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  const testsIn = (node: ts.Node): DeclaredTest[] => {
    const own: DeclaredTest[] = [];
    if (ts.isCallExpression(node) && /^(?:test|it)$/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      const line = lineAt(text, node.getStart(source));
      own.push({ title: title && ts.isStringLiteralLike(title) ? title.text : null, line });
    }
    ts.forEachChild(node, child => void own.push(...testsIn(child)));
    return own;
  };
  return testsIn(source);
}
