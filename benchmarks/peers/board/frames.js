// How long frames take while a view is moved once a frame: milliseconds between them, sorted.
export async function frames(move, count = 120) {
  const took = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < count; n++) {
    move(n);
    const now = await new Promise(requestAnimationFrame);
    took.push(now - last);
    last = now;
  }
  return took.sort((a, b) => a - b);
}

// When what was asked for is on the screen: after the frame that follows it.
export const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
