"""How clients, cases, dues and half-typed work read in a line or a part of a file, on whatever screen they stand."""
