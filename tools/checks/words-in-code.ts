import ts from 'typescript';
import { Problem } from '../problems';
import type { SourceFile } from './source-files';

// A sentence or a title: a capital letter and a second word.
const words = /^\p{Lu}\p{Ll}+(?:['’]\p{L}+)? \p{L}/u;

/**
 * Finds text for people in the app's code. Errors are only for readers of a log. The domain knows the words of Windows,
 * to read servers' answers. Fakes play servers.
 */
export function codeWordProblems({ name, text }: SourceFile): Problem[] {
  if (!/^src\/app\/(?!domain\/).*(?<!\.spec)\.ts$/.test(name) || name.includes('/testing/')) {
    return [];
  }
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const problems: Problem[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) {
      return;
    }
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && words.test(node.text)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const reason = `"${node.text.slice(0, 60)}" is text: words stand only in strings.resjson.`;
      problems.push({ file: name, line, reason });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}
