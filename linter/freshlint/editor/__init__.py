"""The language server: what an editor shows and offers while somebody writes."""
