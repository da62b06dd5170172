// Ends with 0 where the address answers with a 2xx: the image holds no curl.
try {
  const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(4000) });
  if (!answer.ok) {
    process.stderr.write(`${answer.status} ${(await answer.text()).slice(0, 500)}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${process.argv[2]} does not answer: ${error.message}\n`);
  process.exitCode = 1;
}
