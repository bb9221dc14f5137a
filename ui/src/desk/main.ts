import { mount } from 'svelte';
import '$lib/css/tokens.css';
import '$lib/css/agent.css';
import '$lib/css/desk.css';
import Desk from './Desk.svelte';

mount(Desk, { target: document.body });
