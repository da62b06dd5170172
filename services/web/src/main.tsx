import { render } from 'preact';
import { App } from './app.tsx';
import { startRouter } from './router.ts';
import './styles/base.css';
import './styles/shell.css';
import './styles/search.css';
import './styles/release.css';
import './styles/views.css';
import './styles/media.css';

const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element #page');
startRouter();
render(<App />, root);
