import { mount } from 'svelte';
import '$lib/css/tokens.css';
import '$lib/css/agent.css';
import '$lib/css/page.css';
import { Agent, AGENT } from './agent.svelte';
import App from './App.svelte';
import { tauriBridge } from './bridge/tauri';

// Only what ships speaks with an agent; everywhere else the page shows made-up data.
const bridge =
  import.meta.env.MODE === 'window' ? tauriBridge() : (await import('./samples/bridge')).sampleBridge(location.search);

mount(App, { target: document.body, context: new Map([[AGENT, new Agent(bridge)]]) });
