import { mount } from 'svelte';
import '$lib/css/tokens.css';
import '$lib/css/agent.css';
import App from './App.svelte';

mount(App, { target: document.body });
