import { ESLint } from 'eslint';
import { failOn, Problem } from '../problems';
import { inProject, root, shown } from '../../machine/project-paths';
import { packageProgram, runProgram } from '../run-program';
import { formProblems } from './form';
import { circleProblems } from './import-circles';
import { listTests } from './listed-tests';
import { repositoryProblems } from './repository-rules';
import { sourceFiles } from './source-files';
import { specificationProblems } from './specification';

/** Checks types, formatting, code, styles, and the project's own rules. Runs all of them before it fails. */
export async function lint(): Promise<void> {
  const files = sourceFiles();
  const [isTyped, form, tests, code, styles] = await Promise.all([
    typesAreRight(),
    formProblems(root),
    listTests(),
    eslintProblems(),
    stylelintProblems()
  ]);
  const problems = [
    ...files.flatMap(repositoryProblems),
    ...circleProblems(files),
    ...specificationProblems(files, tests),
    ...code,
    ...styles,
    ...form
  ];
  if (!isTyped) {
    problems.push({ file: 'tsconfig.node.json', line: 1, reason: 'type errors, shown above.' });
  }
  failOn(problems, 'code');
}

/** ESLint gets the kinds of files from the overrides in its configuration. */
async function eslintProblems(): Promise<Problem[]> {
  const eslint = new ESLint({
    cwd: root,
    cache: true,
    cacheLocation: inProject('out', 'checks', 'eslint.json'),
    cacheStrategy: 'content',
    errorOnUnmatchedPattern: false
  });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => ({
      file: shown(filePath),
      line: line ?? 1,
      reason: ruleId === null ? message : `${message} (${ruleId})`
    }))
  );
}

/** Runs stylelint, whose message already names the rule unless the configuration gives a reason of its own. */
async function stylelintProblems(): Promise<Problem[]> {
  const { default: stylelint } = await import('stylelint');
  const { results } = await stylelint.lint({
    files: '**/*.{css,scss}',
    cwd: root,
    cache: true,
    cacheLocation: inProject('out', 'checks', 'stylelint.json'),
    cacheStrategy: 'content'
  });
  return results.flatMap(({ source, warnings }) =>
    warnings.map(({ line, text }) => ({ file: shown(source ?? root), line, reason: text }))
  );
}

/** Checks the types of what runs in Node. The build checks the product's. */
async function typesAreRight(): Promise<boolean> {
  const compiler = packageProgram('typescript', 'bin', 'tsc');
  const { code } = await runProgram(process.execPath, [compiler, '-p', inProject('tsconfig.node.json')]);
  return code === 0;
}
